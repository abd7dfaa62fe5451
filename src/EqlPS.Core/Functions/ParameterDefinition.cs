namespace EqlPS.Functions;

/// <summary>One parameter of a function.</summary>
internal sealed class ParameterDefinition(string name, ParameterType type)
{
    /// <summary>The name that help shows.</summary>
    public string Name { get; } = name;

    public ParameterType Type { get; } = type;

    /// <summary>The argument may be left out.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The argument must be known before the query runs.</summary>
    public bool IsConstant { get; init; }

    /// <summary>A null argument means the default; anywhere else it makes the result null.</summary>
    public bool AcceptsNull { get; init; }

    /// <summary>Any number of further arguments of this kind may follow.</summary>
    public bool Repeats { get; init; }
}
