using System.Buffers;
using System.Xml;

namespace EqlPS.Events.Evtx.Tree;

/// <summary>Writes texts and names so that any XML reader takes them, whatever a record contains.</summary>
internal static class XmlText
{
    /// <summary>Stands for characters that XML can not hold.</summary>
    public const char Replacement = '\ufffd';

    /// <summary>Writes a text: runs without special characters at once.</summary>
    public static void Write(ReadOnlySpan<char> text, Escape escape, TextWriter destination)
    {
        int run = 0;
        int i = 0;
        while (i < text.Length)
        {
            string? special = IsAllowed(text, i, out int units) ? Special(text, i, escape) : "\ufffd";
            if (special is not null)
            {
                WriteRun(text.Slice(run, i - run), destination);
                destination.Write(special);
                run = i + units;
            }

            i += units;
        }

        WriteRun(text.Slice(run), destination);
    }

    /// <summary>True when the character at a place may stand in XML 1.0; <paramref name="units"/> is its length in UTF-16 units.</summary>
    public static bool IsAllowed(ReadOnlySpan<char> text, int index, out int units)
    {
        char c = text[index];
        units = 1;
        if (c is >= ' ' and < '\ud800')
        {
            return true;
        }

        if (char.IsHighSurrogate(c) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        {
            units = 2;
            return true;
        }

        return c is '\t' or '\n' or '\r' || (c is >= '\ue000' and <= '\ufffd');
    }

    /// <summary>The name itself, or with underscores in the places of characters that no XML name can have.</summary>
    public static string SafeName(string name)
    {
        int colon = PrefixEnd(name);
        for (int i = 0; i < name.Length; i++)
        {
            if (!IsNameCharacter(name, i, colon))
            {
                return Repair(name, colon);
            }
        }

        return name.Length == 0 ? "_" : name;
    }

    /// <summary>Place of the colon that parts a prefix from a name, or -1.</summary>
    private static int PrefixEnd(string name)
    {
        int colon = name.IndexOf(':');
        return colon > 0 && colon < name.Length - 1 ? colon : -1;
    }

    private static bool IsNameCharacter(string name, int index, int colon)
    {
        char c = name[index];
        return c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_'
            || index == colon
            || (index == 0 || index == colon + 1 ? XmlConvert.IsStartNCNameChar(c) : XmlConvert.IsNCNameChar(c));
    }

    private static string Repair(string name, int colon)
    {
        char[] characters = name.ToCharArray();
        for (int i = 0; i < characters.Length; i++)
        {
            characters[i] = IsNameCharacter(name, i, colon) ? characters[i] : '_';
        }

        return new string(characters);
    }

    private static string? Special(ReadOnlySpan<char> text, int index, Escape escape) => (text[index], escape) switch
    {
        ('&', Escape.Text or Escape.Attribute) => "&amp;",
        ('<', Escape.Text or Escape.Attribute) => "&lt;",
        ('>', Escape.Text or Escape.Attribute) => "&gt;",
        ('\'', Escape.Attribute) => "&apos;",
        ('"', Escape.Attribute) => "&quot;",

        // An XML reader would make line feeds of carriage returns, and blanks of both in attributes.
        ('\r', Escape.Text or Escape.Attribute) => "&#13;",
        ('\n', Escape.Attribute) => "&#10;",
        ('\t', Escape.Attribute) => "&#9;",
        (']', Escape.CData) when text.Slice(index).StartsWith("]]>".AsSpan()) => "]]]><![CDATA[",
        ('?', Escape.Instruction) when index + 1 < text.Length && text[index + 1] == '>' => "? ",
        _ => null,
    };

    private static void WriteRun(ReadOnlySpan<char> run, TextWriter destination)
    {
        if (run.Length == 0)
        {
            return;
        }

        char[] rented = ArrayPool<char>.Shared.Rent(run.Length);
        run.CopyTo(rented);
        destination.Write(rented, 0, run.Length);
        ArrayPool<char>.Shared.Return(rented);
    }
}
