using EqlPS.Analysis;

namespace EqlPS.Functions;

/// <summary>
/// A row of the function table: all that parser, analysis, evaluation, completion and help know of a function or number operator.
/// </summary>
internal sealed class FunctionDefinition(string name, EqlType result, FunctionBody body, params ParameterDefinition[] parameters)
{
    public string Name { get; } = name;

    public EqlType Result { get; } = result;

    public FunctionBody Body { get; } = body;

    public IReadOnlyList<ParameterDefinition> Parameters { get; } = parameters;

    /// <summary>The operator that means the same, or null.</summary>
    public string? Symbol { get; init; }

    /// <summary>Whether <c>name~</c> exists, which ignores case.</summary>
    public bool HasIgnoreCaseForm { get; init; }

    public int MinimumArguments { get; } = parameters.Count(p => !p.IsOptional);

    /// <summary>Null when any number may follow.</summary>
    public int? MaximumArguments { get; } = parameters.Length > 0 && parameters[parameters.Length - 1].Repeats ? null : parameters.Length;

    /// <summary>The parameter that an argument position belongs to.</summary>
    public ParameterDefinition ParameterAt(int position) => Parameters[Math.Min(position, Parameters.Count - 1)];
}
