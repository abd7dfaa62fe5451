using EqlPS.Analysis.Bound;
using EqlPS.Evaluation;

namespace EqlPS.Compilation;

/// <summary>
/// An immutable program that tests events; safe for any number of threads, each with its own <see cref="EvaluationContext"/>.
/// </summary>
internal sealed class CompiledQuery(BoundQuery source, FieldTable fields, IReadOnlyList<CompiledStage> stages, CompiledStage? until)
{
    public BoundQuery Source { get; } = source;

    public BoundQueryKind Kind => Source.Kind;

    /// <summary>The fields the query reads, shared with other queries of the same set.</summary>
    public FieldTable Fields { get; } = fields;

    /// <summary>The stages as written: <c>runs</c> does not repeat them here.</summary>
    public IReadOnlyList<CompiledStage> Stages { get; } = stages;

    public CompiledStage? Until { get; } = until;
}
