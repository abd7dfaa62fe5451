using System.Globalization;
using EqlPS.Values;

namespace EqlPS.Tests.Evaluation;

/// <summary>Values and constants drawn from a small pool, so that they are often equal, nearly equal, or alike in another type.</summary>
internal sealed class RandomValues(Random random)
{
    private static readonly string[] Texts =
    [
        "", "a", "A", "b", "ab", "aB", "É", "é", "ſ", "s", "K", "\u212A", "1", "1.0", "01", "-1",
        "1e0", "9223372036854775807", "18446744073709551615",
        "true", "false", "True", "null", "10.0.0.1", "10.0.0.0/8", "::1", "::ffff:10.0.0.1", "fe80::1", "banana", "1.2.3", "1.2.3-rc1",
        "1.10",
        "2024-01-01", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00.0001Z", "now", "*", "a*", "?", "a?",
        "\ud83d\ude00", "\uffff", "0x1F", "abc\ndef",
    ];

    private static readonly string[] Addresses = ["10.0.0.1", "::1", "fe80::1", "192.168.0.1"];

    private static readonly long[] Integers =
        [0, 1, -1, 2, 3, 10, 31, 1000, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, 1704067200000];

    private static readonly double[] Doubles =
        [
            0.0, -0.0, 1.0, -1.0, 1.5, 0.1, 1e300, -1e300, 9.2233720368547758E18, 1.8446744073709552E19, 2.5e-8,
            double.NaN, double.PositiveInfinity,
        ];

    /// <summary>A value that a field of an event may have: sometimes none, sometimes several.</summary>
    public EqlValue Field()
    {
        int kind = random.Next(10);
        if (kind == 0)
        {
            return EqlValue.Null;
        }

        if (kind > 2)
        {
            return Single();
        }

        EqlValue[] items = Enumerable.Range(0, random.Next(2, 4)).Select(_ => Single()).ToArray();
        return EqlValue.List(items, 0, items.Length);
    }

    /// <summary>A value that is neither null nor a list.</summary>
    public EqlValue Single() => random.Next(12) switch
    {
        <= 4 => EqlValue.From(Text()),
        5 or 6 => EqlValue.From(Pick(Integers)),
        7 => EqlValue.From(Pick(Doubles)),
        8 => EqlValue.From(random.Next(2) == 0),
        9 => EqlValue.From(random.Next(2) == 0 ? ulong.MaxValue : 9223372036854775808UL),
        10 => random.Next(2) == 0 ? EqlValue.From(Timestamp.FromUnixMilliseconds(1704067200000)) : EqlValue.From(new VersionValue(Text())),
        _ => IpAddress.TryParse(Pick(Addresses), out IpAddress address) ? EqlValue.From(address) : default,
    };

    public string Text() => Pick(Texts);

    /// <summary>A constant as it is written in a query.</summary>
    public string Constant() => random.Next(8) switch
    {
        <= 4 => TextConstant(),
        5 => Pick(Integers.Where(i => i > long.MinValue).ToArray()).ToString(CultureInfo.InvariantCulture),
        6 => Pick(Doubles.Where(double.IsFinite).ToArray()).ToString("0.0##############E+0", CultureInfo.InvariantCulture),
        _ => random.Next(2) == 0 ? "true" : "false",
    };

    public string TextConstant() => Quote(Text());

    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\uffff", "\\u{ffff}") + "\"";
}
