using System.Globalization;
using EqlPS.Tests.Support;
using EqlPS.Toml;

namespace EqlPS.Tests.Toml;

/// <summary>Every rule of TOML 1.0: what a text means, or which error it is and where.</summary>
public class TomlDocumentTests
{
    public static IEnumerable<object[]> Valid => CaseFile.Rows("toml-valid.cases");

    public static IEnumerable<object[]> Invalid => CaseFile.Rows("toml-invalid.cases");

    public static IEnumerable<object[]> Positions => CaseFile.Rows("toml-positions.cases");

    [Theory]
    [MemberData(nameof(Valid))]
    public void Valid_text_has_its_value(int line, string input, string expected)
    {
        string text = TomlText.Decode(input);
        foreach (TomlDocument document in new[] { TomlDocument.Parse(text), TomlDocument.Parse(Utf8(text)) })
        {
            Assert.True(document.Error is null, $"line {line}: {document.Error}");
            Assert.Equal(TomlText.Decode(expected), TomlText.Dump(document.Root!));
        }
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Invalid_text_has_its_error(int line, string input, string expected)
    {
        string text = TomlText.Decode(input);
        TomlDocument document = TomlDocument.Parse(text);
        Assert.True(document.Root is null, $"line {line}: this was read");
        Assert.Equal(TomlText.Decode(expected), document.Error!.ToString());
        Assert.Equal(document.Error.Position.ToString(), PositionOf(text, document.Error.Offset));
    }

    [Theory]
    [MemberData(nameof(Positions))]
    public void Strings_know_their_place(int line, string input, string expected)
    {
        int mark = input.LastIndexOf('@');
        TomlDocument document = TomlDocument.Parse(TomlText.Decode(input.Substring(0, mark)));
        Assert.True(document.Error is null, $"line {line}: {document.Error}");
        TomlValue value = Find(document.Root!)!;
        string actual = string.Join(
            " ",
            value.Position,
            value.ContentStart,
            value.IsMultiLine ? "multi" : "single",
            value.IsVerbatim ? "verbatim" : "escaped",
            value.Locate(int.Parse(input.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture)));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Values_and_keys_know_their_place()
    {
        TomlTable root = TomlDocument.Parse("[a.b]\nc . d = [ 1,\n  { e = 2 } ]\n\n[[f]]\n[[f]]\n").Root!;

        TomlEntry a = root[0];
        TomlTable b = a.Value.Table![0].Value.Table!;
        TomlEntry d = b[0].Value.Table![0];
        TomlValue inline = d.Value.Array![1];
        AssertPlaces("1:2 1:2 1:4", a.KeyPosition, a.Value.Position, a.Value.Table[0].KeyPosition);
        AssertPlaces("2:1 2:5 2:9 2:11", b[0].KeyPosition, d.KeyPosition, d.Value.Position, d.Value.Array[0].Position);
        AssertPlaces("3:3 3:5 3:9", inline.Position, inline.Table![0].KeyPosition, inline.Table[0].Value.Position);
        TomlValue f = root[1].Value;
        AssertPlaces("5:3 5:3 6:3", f.Position, f.Array![0].Position, f.Array[1].Position);

        static void AssertPlaces(string expected, params TomlPosition[] actual) => Assert.Equal(expected, string.Join(" ", actual));
    }

    [Fact]
    public void Accessors_of_another_kind_give_nothing()
    {
        TomlTable root = TomlDocument.Parse("s = '1'\ni = 1\nf = 1.0").Root!;

        Assert.True(root.TryGet("s", out TomlValue? text));
        Assert.True(root.TryGet("i", out TomlValue? integer));
        Assert.True(root.TryGet("f", out TomlValue? number));
        Assert.False(root.TryGet("S", out TomlValue? none));
        Assert.Null(none);
        Assert.False(text.TryGetInteger(out _) || text.TryGetFloat(out _) || text.TryGetBoolean(out _));
        Assert.False(integer.TryGetFloat(out _) || integer.TryGetBoolean(out _) || number.TryGetInteger(out _));
        Assert.True(integer.Text is null && integer.Array is null && integer.Table is null && integer.DateTime is null);
        Assert.Equal(integer.Position.ToString(), integer.Locate(5).ToString());
    }

    [Theory]
    [InlineData("610A62C3A9FF", "2:3 The byte 0xFF", 4)]
    [InlineData("C080", "1:1 The byte 0xC0", 0)]
    [InlineData("23E08080", "1:2 The byte 0xE0", 1)]
    [InlineData("23EDA080", "1:2 The byte 0xED", 1)]
    [InlineData("23F4908080", "1:2 The byte 0xF4", 1)]
    [InlineData("23F09F98", "1:2 The byte 0xF0", 1)]
    [InlineData("23E28278", "1:2 The byte 0xE2", 1)]
    [InlineData("23E282ACF5", "1:3 The byte 0xF5", 2)]
    [InlineData("EFBBBF80", "1:1 The byte 0x80", 1)]
    [InlineData("FFFE6100", "1:1 The file is UTF-16 text; save it as UTF-8.", 0)]
    [InlineData("FEFF0061", "1:1 The file is UTF-16 text; save it as UTF-8.", 0)]
    public void Bytes_that_are_not_utf8_have_an_error(string hexadecimal, string expected, int offset)
    {
        TomlDocument document = TomlDocument.Parse(Convert.FromHexString(hexadecimal));

        Assert.Null(document.Root);
        string rest = expected.EndsWith('.') ? "" : " is not valid UTF-8 here; save the file as UTF-8.";
        Assert.Equal(expected + rest, document.Error!.ToString());
        Assert.Equal(offset, document.Error.Offset);
    }

    [Fact]
    public void A_replacement_character_in_the_file_is_text()
    {
        TomlDocument document = TomlDocument.Parse(Utf8("a = '\uFFFD\uD83D\uDE00'"));

        Assert.Equal("{\"a\":\"\uFFFD\uD83D\uDE00\"}", TomlText.Dump(document.Root!));
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static string PositionOf(string text, int offset)
    {
        string before = text.Substring(text.StartsWith('\uFEFF') ? 1 : 0, offset - (text.StartsWith('\uFEFF') ? 1 : 0));
        int line = before.Count(c => c == '\n') + 1;
        return FormattableString.Invariant($"{line}:{before.Length - before.LastIndexOf('\n')}");
    }

    private static TomlValue? Find(TomlTable table)
    {
        foreach (TomlEntry entry in table)
        {
            TomlTable? child = entry.Value.Table ?? entry.Value.Array?[0].Table;
            TomlValue? found = entry.Key == "a" ? entry.Value : child is null ? null : Find(child);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }
}
