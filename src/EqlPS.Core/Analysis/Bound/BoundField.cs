using EqlPS.Diagnostics;
using EqlPS.Schema;

namespace EqlPS.Analysis.Bound;

/// <summary>A field of an event.</summary>
internal sealed class BoundField(TextSpan span, string path, FieldType type) : BoundExpression(span, type.Type)
{
    /// <summary>The dotted path as the query writes it; an alias is resolved when events are read.</summary>
    public string Path { get; } = path;

    public FieldType FieldType { get; } = type;

    /// <summary>Whether the query says that there need not be such a field: <c>?path</c>.</summary>
    public bool IsOptional { get; init; }
}
