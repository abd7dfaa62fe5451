using System.Globalization;
using System.Text;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Tree;

namespace EqlPS.Tests.Evtx.Writing;

/// <summary>Says what XML parts stand for, by plain recursion over the parts themselves; texts are free of what XML can not hold.</summary>
internal static class PartTwin
{
    public static string Render(IEnumerable<Part> parts, Val[]? values = null)
    {
        var text = new StringBuilder();
        foreach (Part part in parts)
        {
            text.Append(Render(part, values ?? [], false));
        }

        return text.ToString();
    }

    private static string Render(Part part, Val[] values, bool inAttribute) => part switch
    {
        Elem element => Element(element, values),
        Txt text => Escape(text.Value, inAttribute),
        CData data => inAttribute ? Escape(data.Value, true) : "<![CDATA[" + data.Value + "]]>",
        CharRef reference => "&#" + ((int)reference.Value).ToString(CultureInfo.InvariantCulture) + ";",
        Entity { Name: "lt" } => "&lt;",
        Entity { Name: "amp" } => "&amp;",
        Instruction instruction => $"<?{instruction.Target} {instruction.Data}?>",
        Instance instance => Render(instance.Template.Body, instance.Values),
        Substitution substitution => Value(Of(substitution, values), inAttribute),
        _ => throw new InvalidOperationException(part.ToString()),
    };

    private static string Element(Elem element, Val[] values)
    {
        if (element.Contents.Any(part => IsGone(part, values)))
        {
            return string.Empty;
        }

        int array = Array.FindIndex(element.Contents, part => part is Substitution s && (Of(s, values).Type & BinaryXmlType.Array) != 0);
        if (array < 0)
        {
            return Copy(element, values, part => Render(part, values, false));
        }

        string[] items = Items(Of((Substitution)element.Contents[array], values));
        return string.Concat((items.Length == 0 ? [string.Empty] : items).Select(item => Copy(
            element, values, part => ReferenceEquals(part, element.Contents[array]) ? Escape(item, false) : Render(part, values, false))));
    }

    private static string Copy(Elem element, Val[] values, Func<Part, string> render)
    {
        var text = new StringBuilder("<" + element.Name);
        foreach (Attr attribute in element.Attributes.Where(attribute => !attribute.Parts.Any(part => IsGone(part, values))))
        {
            text.Append(' ').Append(attribute.Name).Append("='");
            text.Append(string.Concat(attribute.Parts.Select(part => Render(part, values, true)))).Append('\'');
        }

        return element.IsEmptyTag
            ? text.Append("/>").ToString()
            : text.Append('>').Append(string.Concat(element.Contents.Select(render))).Append("</" + element.Name + ">").ToString();
    }

    private static bool IsGone(Part part, Val[] values) =>
        part is Substitution { IsOptional: true, Type: not BinaryXmlType.BinaryXml } substitution
        && Of(substitution, values).Type == BinaryXmlType.Null;

    private static Val Of(Substitution substitution, Val[] values) =>
        substitution.Number < values.Length ? values[substitution.Number] : WireValues.Null;

    private static string Value(Val value, bool inAttribute) =>
        value.Xml is { } parts ? inAttribute ? string.Empty : Render(parts) : Escape(string.Join(' ', Items(value)), inAttribute);

    private static string[] Items(Val value)
    {
        byte[] bytes = value.Bytes;
        switch (value.Type)
        {
            case BinaryXmlType.Null:
                return [];
            case BinaryXmlType.String:
                return [Encoding.Unicode.GetString(bytes)];
            case BinaryXmlType.UInt32:
                return [BitConverter.ToUInt32(bytes).ToString(CultureInfo.InvariantCulture)];
            case BinaryXmlType.HexInt64:
                return ["0x" + BitConverter.ToUInt64(bytes).ToString("x", CultureInfo.InvariantCulture)];
            case BinaryXmlType.Guid:
                return [new Guid(bytes).ToString("B")];
            case BinaryXmlType.FileTime:
                var time = DateTime.FromFileTimeUtc(BitConverter.ToInt64(bytes));
                return [time.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)];
            case BinaryXmlType.Binary:
                return [Convert.ToHexString(bytes)];
            case BinaryXmlType.String | BinaryXmlType.Array:
                return Encoding.Unicode.GetString(bytes).Split('\0')[..^1];
            case BinaryXmlType.UInt32 | BinaryXmlType.Array:
                return [.. Enumerable.Range(0, bytes.Length / 4)
                    .Select(i => BitConverter.ToUInt32(bytes, i * 4).ToString(CultureInfo.InvariantCulture))];
            default:
                throw new InvalidOperationException(value.Type.ToString());
        }
    }

    private static string Escape(string text, bool inAttribute)
    {
        text = text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\r", "&#13;", StringComparison.Ordinal);
        return inAttribute
            ? text.Replace("'", "&apos;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
                .Replace("\n", "&#10;", StringComparison.Ordinal).Replace("\t", "&#9;", StringComparison.Ordinal)
            : text;
    }
}
