namespace EqlPS.Analysis;

/// <summary>The names of types as messages show them.</summary>
internal static class EqlTypeNames
{
    public static string NameOf(EqlType type) => type switch
    {
        EqlType.Text => "string",
        EqlType.Any => "unknown",
        _ => type.ToString().ToLowerInvariant(),
    };
}
