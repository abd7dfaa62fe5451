using EqlPS.Ast;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;
using EqlPS.Evaluation.Tests;
using EqlPS.Values;

namespace EqlPS.Hunting.Candidates;

/// <summary>
/// Field values of which an event must have one to satisfy a condition: what a stage is found by. Texts are compared without regard to
/// case, so an event that has one need not satisfy the condition.
/// </summary>
/// <param name="Values">Fields with their texts.</param>
/// <param name="Rank">How poorly they choose among events; the smaller the better.</param>
internal sealed record StageKey(IReadOnlyList<(int Slot, string Text)> Values, int Rank)
{
    // These are read anyway, and tell much.
    private const int Quick = -1;
    private const int Poor = 2;

    // More values than this choose nothing, and would only fill the index.
    private const int MostValues = 256;

    /// <summary>The best key of a condition; null if it has none.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="fields">Names the slots.</param>
    /// <param name="passedOver">A slot whose values choose nothing; -1 for none.</param>
    public static StageKey? Of(Condition condition, FieldTable fields, int passedOver = -1)
    {
        switch (condition)
        {
            case AllOfCondition all:
                return all.Parts.Select(part => Of(part, fields, passedOver)).OfType<StageKey>()
                    .OrderBy(k => k.Rank).ThenBy(k => k.Values.Count).FirstOrDefault();
            case AnyOfCondition any:
                StageKey?[] keys = any.Parts.Select(part => Of(part, fields, passedOver)).ToArray();
                return keys.Contains(null) ? null : Create(keys.SelectMany(k => k!.Values), keys.Max(k => k!.Rank));
            case FieldCondition field when field.Slot != passedOver && TextsOf(field.Test) is IEnumerable<string> texts:
                return Create(texts.Select(text => (field.Slot, text)), RankOf(fields.Paths[field.Slot]));
            default:
                return null;
        }
    }

    // Texts one of which the value must equal but for case. An address may be written in another way than the query writes it: its test
    // is none of these.
    private static IEnumerable<string>? TextsOf(ValueTest test) => test switch
    {
        ConstantComparisonTest { Operator: ComparisonOperator.Equal, Constant.Value.Kind: EqlValueKind.Text } same => [same.Constant.Text],
        TextPatternTest { WildcardCount: 0 } plain => plain.Patterns,
        SetTest set when set.Constants.All(c => c.Value.Kind == EqlValueKind.Text) => set.Constants.Select(c => c.Text),
        IgnoreCaseSetTest set => set.Texts,
        _ => null,
    };

    private static StageKey? Create(IEnumerable<(int Slot, string Text)> values, int rank)
    {
        (int, string)[] distinct = values.Distinct().Take(MostValues + 1).ToArray();
        return distinct.Length <= MostValues ? new StageKey(distinct, rank) : null;
    }

    // Fields of a few values, which most events share, are used only where there is nothing better.
    private static int RankOf(string path) => path switch
    {
        "event.type" or "event.category" or "event.kind" or "event.outcome" or "event.module" or "event.dataset" or "data_stream.dataset"
            or "network.direction" or "network.transport" or RuleIndex.SystemField or "host.os.family" => Poor,
        "event.code" or "event.provider" => Quick,
        "event.action" or "network.protocol" or "user.id" or "destination.port" => 1,
        _ => 0,
    };
}
