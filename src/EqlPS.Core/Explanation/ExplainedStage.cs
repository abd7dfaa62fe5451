namespace EqlPS.Explanation;

/// <summary>A stage of a sequence or sample, and how many events satisfy it.</summary>
/// <param name="Number">Its place in the query, from 1; 0 for <c>until</c>.</param>
/// <param name="Text">The stage as the query writes it.</param>
/// <param name="IsMissing">Whether no such event may occur.</param>
/// <param name="Runs">How often it is wanted in a row.</param>
/// <param name="EventCount">Events that meet its condition.</param>
/// <param name="KeyedCount">Those of them that have a value for every join key that needs one.</param>
public sealed record ExplainedStage(int Number, string Text, bool IsMissing, int Runs, long EventCount, long KeyedCount)
{
    /// <summary>The stage with its number.</summary>
    public override string ToString() =>
        Number == 0 ? $"until {Text}" : FormattableString.Invariant($"{Number}: {(IsMissing ? "!" : "")}{Text}");
}
