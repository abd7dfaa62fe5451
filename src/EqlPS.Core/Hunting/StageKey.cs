using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Compilation;
using EqlPS.Patterns;
using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>
/// Field values of which an event must have one to satisfy a condition: what a stage is found by. Texts are compared without regard to
/// case, so an event that has one need not satisfy the condition.
/// </summary>
/// <param name="Values">Fields with their texts.</param>
/// <param name="Rank">How poorly they choose among events; the smaller the better.</param>
internal sealed record StageKey(IReadOnlyList<(string Path, string Text)> Values, int Rank)
{
    private const int Poor = 2;

    // More values than this choose nothing, and would only fill the index.
    private const int MostValues = 256;

    /// <summary>The best key of a condition; null if it has none.</summary>
    public static StageKey? Of(BoundExpression condition)
    {
        switch (condition)
        {
            case BoundLogical { IsOr: false } all:
                return all.Operands.Select(Of).OfType<StageKey>().OrderBy(k => k.Rank).ThenBy(k => k.Values.Count).FirstOrDefault();
            case BoundLogical any:
                StageKey?[] keys = any.Operands.Select(Of).ToArray();
                return keys.Contains(null) ? null : Create(keys.SelectMany(k => k!.Values), keys.Max(k => k!.Rank));
            case BoundComparison { Operator: ComparisonOperator.Equal, Left: BoundField field, Right: BoundConstant constant }:
                return Create(field, [constant]);
            case BoundIn { Operand: BoundField field } membership:
                return Create(field, membership.Items);
            case BoundPattern { Operand: BoundField field, Others.Count: 0,
                Operator: PatternOperator.Colon or PatternOperator.Like or PatternOperator.LikeIgnoreCase } pattern
                when !pattern.Patterns.Any(WildcardPattern.HasWildcard):
                return Create(pattern.Patterns.Select(text => (field.Path, text)), RankOf(field.Path));
            default:
                return null;
        }
    }

    // An address may be written in another way than the query writes it.
    private static StageKey? Create(BoundField field, IReadOnlyList<BoundExpression> constants) =>
        constants.All(c => c is BoundConstant { Value.Kind: EqlValueKind.Text } text && !AddressConstants.AreCompared(field, text))
            ? Create(constants.Select(c => (field.Path, ((BoundConstant)c).Value.AsText())), RankOf(field.Path)) : null;

    private static StageKey? Create(IEnumerable<(string Path, string Text)> values, int rank)
    {
        (string, string)[] distinct = values.Distinct().Take(MostValues + 1).ToArray();
        return distinct.Length <= MostValues ? new StageKey(distinct, rank) : null;
    }

    // Fields of a few values, which most events share, are used only where there is nothing better.
    private static int RankOf(string path) => path switch
    {
        "event.type" or "event.category" or "event.kind" or "event.outcome" or "event.module" or "event.dataset" or "data_stream.dataset"
            or "network.direction" or "network.transport" or RuleIndex.SystemField or "host.os.family" => Poor,
        "event.action" or "event.code" or "event.provider" or "network.protocol" or "user.id" or "destination.port" => 1,
        _ => 0,
    };
}
