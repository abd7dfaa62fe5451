using EqlPS.Events.Evtx.BinaryXml;

namespace EqlPS.Tests.Evtx.Writing;

/// <summary>A piece of binary XML to be written; the cases below are its tokens.</summary>
internal abstract record Part
{
    public static Elem El(string name, params Part[] contents) => new(name, [], contents);

    public static Part Text(string value) => new Txt(value);

    public static Part Sub(int number, BinaryXmlType type, bool isOptional = false) => new Substitution(number, type, isOptional);
}

/// <summary>An element; one that ends in its start tag has no contents.</summary>
internal sealed record Elem(string Name, Attr[] Attributes, Part[] Contents, bool IsEmptyTag = false) : Part
{
    public Elem With(string name, params Part[] parts) => this with { Attributes = [.. Attributes, new Attr(name, parts)] };
}

internal sealed record Attr(string Name, Part[] Parts);

internal sealed record Txt(string Value) : Part;

/// <summary>A literal value of a type other than the UTF-16 string.</summary>
internal sealed record Typed(BinaryXmlType Type, byte[] Bytes) : Part;

internal sealed record CData(string Value) : Part;

internal sealed record CharRef(char Value) : Part;

internal sealed record Entity(string Name) : Part;

internal sealed record Instruction(string Target, string Data) : Part;

internal sealed record Substitution(int Number, BinaryXmlType Type, bool IsOptional) : Part;

/// <summary>An instance of a template inside other binary XML.</summary>
internal sealed record Instance(Template Template, params Val[] Values) : Part;

/// <summary>A template; two of the same identifier may differ.</summary>
internal sealed record Template(Guid Id, params Part[] Body)
{
    public Template(int id, params Part[] body)
        : this(new Guid(id, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), body)
    {
    }
}

/// <summary>A value that fills a substitution: bytes of a type, or nested binary XML.</summary>
internal sealed record Val(BinaryXmlType Type, byte[] Bytes)
{
    /// <summary>Contents of a value of the binary XML type.</summary>
    public Part[]? Xml { get; init; }
}
