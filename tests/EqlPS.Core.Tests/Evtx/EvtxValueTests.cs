using System.Globalization;
using System.Text;
using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Values;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Evtx;

/// <summary>Every type of value, its text and what it is as a number, truth value or time.</summary>
public sealed class EvtxValueTests
{
    public static IEnumerable<object[]> Texts => CaseFile.Rows("evtx-values.cases");

    public static IEnumerable<object[]> Numbers => CaseFile.Rows("evtx-numbers.cases");

    [Theory]
    [MemberData(nameof(Texts))]
    public void RendersAsWindowsDoes(int line, string input, string expected)
    {
        EvtxValueRef value = Parse(input);
        var items = new List<string>();
        foreach (EvtxValueRef item in value.GetItems())
        {
            items.Add(item.GetText().Replace("\0", "\\0", StringComparison.Ordinal));
        }

        Assert.True(expected == string.Join(" | ", items).Trim(), $"line {line}: {string.Join(" | ", items)}");

        // The three ways to the text give the same, whatever room there is.
        string text = value.GetText();
        var exact = new char[text.Length];
        Assert.Equal(text.Length, value.CopyUtf16(exact));
        Assert.Equal(text, new string(exact));
        Assert.Equal(text.Length, value.CopyUtf16(new char[text.Length + 500_000]));
        Assert.Equal(text.Length == 0 ? 0 : -1, value.CopyUtf16(new char[Math.Max(0, text.Length - 1)]));
        Assert.Equal("x" + text, Append(value));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void ConvertsWithoutGuessing(int line, string input, string expected)
    {
        EvtxValueRef value = input[0] == '"' ? EvtxValueRef.FromText(input[1..^1]) : Parse(input);
        string actual = string.Join(
            ' ',
            value.TryGetInt64(out long signed) ? signed.ToString(CultureInfo.InvariantCulture) : "-",
            value.TryGetUInt64(out ulong unsigned) ? unsigned.ToString(CultureInfo.InvariantCulture) : "-",
            value.TryGetDouble(out double real) ? real.ToString("R", CultureInfo.InvariantCulture) : "-",
            value.TryGetBoolean(out bool truth) ? truth ? "true" : "false" : "-",
            value.TryGetFileTime(out long time) ? time.ToString(CultureInfo.InvariantCulture) : "-");
        Assert.True(expected == actual, $"line {line}: {actual}");
    }

    [Fact]
    public void NoneHasNoItemsAndNullOne()
    {
        Assert.False(EvtxValueRef.None.GetItems().MoveNext());
        Assert.True(EvtxValueRef.Null.GetItems().MoveNext());
        Assert.True(EvtxValueRef.None.IsNone);
        Assert.False(EvtxValueRef.Null.IsNone);
        Assert.Equal(string.Empty, EvtxValueRef.None.GetText());
    }

    [Fact]
    public void LongValuesRender()
    {
        var bytes = new byte[65535];
        for (int type = 0; type < 256; type++)
        {
            var value = new EvtxValueRef(bytes, 0, bytes.Length, (BinaryXmlType)type);
            Assert.True(value.GetText().Length <= EvtxValueText.LongestLength(value));
        }
    }

    private static string Append(EvtxValueRef value)
    {
        var text = new StringBuilder("x");
        value.AppendText(text);
        return text.ToString();
    }

    private static EvtxValueRef Parse(string input)
    {
        string[] parts = input.Split(' ');
        bool isArray = parts[0].EndsWith("[]", StringComparison.Ordinal);
        string name = isArray ? parts[0][..^2] : parts[0];
        BinaryXmlType type = byte.TryParse(name, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out byte number)
            ? (BinaryXmlType)number
            : Enum.Parse<BinaryXmlType>(name);
        byte[] bytes = parts.Length > 1 ? Convert.FromHexString(parts[1]) : [];

        // Bytes around the value would show a read beyond its bounds.
        byte[] framed = [0xee, 0xee, .. bytes, 0xee, 0xee];
        return new EvtxValueRef(framed, 2, bytes.Length, isArray ? type | BinaryXmlType.Array : type);
    }
}
