using EqlPS.Values;

namespace EqlPS.Execution;

/// <summary>The fact that an event satisfies one stage definition, with one of the join keys it has there.</summary>
internal readonly struct StageHit(int definition, JoinKey key)
{
    /// <summary>Stands for the <c>until</c> clause in place of a stage definition.</summary>
    public const int Until = -1;

    /// <summary>Index of the distinct stage definition (or sample filter), or <see cref="Until"/>.</summary>
    public int Definition { get; } = definition;

    public JoinKey Key { get; } = key;
}
