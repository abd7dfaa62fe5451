using System.Text;
using EqlPS.Events.Evtx.BinaryXml;

namespace EqlPS.Tests.Evtx.Writing;

/// <summary>Makes values of each type.</summary>
internal static class WireValues
{
    public static Val Null { get; } = new(BinaryXmlType.Null, []);

    public static Val String(string text) => new(BinaryXmlType.String, Encoding.Unicode.GetBytes(text));

    public static Val Ansi(string text) => new(BinaryXmlType.AnsiString, Encoding.Latin1.GetBytes(text));

    public static Val UInt8(byte value) => new(BinaryXmlType.UInt8, [value]);

    public static Val UInt16(ushort value) => new(BinaryXmlType.UInt16, BitConverter.GetBytes(value));

    public static Val UInt32(uint value) => new(BinaryXmlType.UInt32, BitConverter.GetBytes(value));

    public static Val UInt64(ulong value) => new(BinaryXmlType.UInt64, BitConverter.GetBytes(value));

    public static Val Hex64(ulong value) => new(BinaryXmlType.HexInt64, BitConverter.GetBytes(value));

    public static Val Guid(Guid value) => new(BinaryXmlType.Guid, value.ToByteArray());

    public static Val FileTime(DateTime utc) => new(BinaryXmlType.FileTime, BitConverter.GetBytes(utc.ToFileTimeUtc()));

    public static Val Sid(params uint[] subAuthorities) => new(
        BinaryXmlType.Sid,
        [1, (byte)subAuthorities.Length, 0, 0, 0, 0, 0, 5, .. subAuthorities.SelectMany(BitConverter.GetBytes)]);

    public static Val Strings(params string[] items) =>
        new(BinaryXmlType.String | BinaryXmlType.Array, Encoding.Unicode.GetBytes(string.Concat(items.Select(item => item + "\0"))));

    public static Val UInt32s(params uint[] items) =>
        new(BinaryXmlType.UInt32 | BinaryXmlType.Array, [.. items.SelectMany(BitConverter.GetBytes)]);

    public static Val Xml(params Part[] parts) => new(BinaryXmlType.BinaryXml, []) { Xml = parts };

    public static Val Nested(Template template, params Val[] values) => Xml(new Instance(template, values));
}
