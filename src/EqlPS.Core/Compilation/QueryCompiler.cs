using EqlPS.Analysis.Bound;
using EqlPS.Evaluation;
using EqlPS.Values;

namespace EqlPS.Compilation;

/// <summary>Compiles bound queries against one field table.</summary>
internal sealed class QueryCompiler(FieldTable fields, Timestamp now)
{
    private readonly ConditionCompiler _conditions = new(fields, now);

    public CompiledQuery Compile(BoundQuery query) =>
        new(query, fields, query.Stages.Select(Compile).ToArray(), query.Until is null ? null : Compile(query.Until));

    private CompiledStage Compile(BoundStage stage)
    {
        CompiledKey[] keys = stage.Keys
            .Select(k => new CompiledKey(k.Field is null ? -1 : fields.SlotOf(k.Field.Path), k.IsOptional))
            .ToArray();
        return new CompiledStage(_conditions.Compile(stage.Filter), new KeyReader(keys));
    }
}
