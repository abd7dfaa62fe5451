using System.Globalization;

namespace EqlPS.Tests.Hunting.Twin;

/// <summary>
/// A few texts for one round, drawn from a pool of such as are easily taken for each other: of other case, of another type, folded alike,
/// empty, very long.
/// </summary>
internal sealed class TwinTexts
{
    private const int PerRound = 7;

    private static readonly string[] Pool =
    [
        "cmd.exe", "CMD.EXE", "Cmd.exe", "cmd.exe ", "powershell.exe", "PowerShell.EXE", "svchost.exe", "\u017Fvchost.exe", "SVCHOST.EXE",
        "k.exe", "K.exe", "\u212A.exe", "stra\u00DFe.exe", "STRASSE.EXE", "i.exe", "I.exe", "\u0130.exe", "\u0131.exe", "\u03C3.dll",
        "\u03C2.dll", "\u03A3.dll", "\u01C4.dll", "\u01C5.dll", "\u01C6.dll", "\u1E9E.dll", "e\u0301.dll", "\u00E9.dll", "\u00C9.dll",
        "\U00010400.dll", "\U00010428.dll", "\U0001F600.ps1", "", " ", "-", "*", "?", "a*b?c", "a", "A", "1", "1.0", "01", "0x1", "+1",
        "1e0", "-0", "4294967296", "9223372036854775808", "true", "True", "null", "NaN", "10.0.0.1", "010.0.0.1", "10.0.0.1 ", "::1",
        "0:0:0:0:0:0:0:1", "::ffff:10.0.0.1", "FE80::1", "fe80::1", "2024-05-01", "2024-05-01T00:00:00Z", "a\nb", "a\tb", "\"", "\\",
        "\\\\", "..", ".exe", "exe", "name.with.many.dots", "$(x)", "[a-z]+", "\u0000", "\uFFFD", "\uFEFFbom",
    ];

    private static readonly string[] Addresses =
        ["10.0.0.1", "10.0.0.2", "192.168.1.1", "::1", "0:0:0:0:0:0:0:1", "::ffff:10.0.0.1", "fe80::1", "-", "localhost", "10.0.0.256", ""];

    private static readonly string[] Numbers =
        ["0", "1", "2", "01", "445", "0x1bd", "4294967295", "4294967296", "-1", "1.5", "18446744073709551616", "x", ""];

    private readonly Random _random;
    private readonly string[] _texts;

    /// <param name="random">What is drawn.</param>
    /// <param name="hasLongest">Whether texts may be longer than anything that readers hold together.</param>
    public TwinTexts(Random random, bool hasLongest)
    {
        _random = random;
        _texts = Enumerable.Range(0, PerRound).Select(_ => random.Pick(Pool)).ToArray();
        if (random.Next(4) == 0)
        {
            // Longer than what is remembered, and different only at the end.
            string filling = random.Pick(["x", "X", "\u00E9", "ab"]);
            int length = hasLongest && random.OneIn(10) ? random.Pick([5_000, 70_000])
                : random.Pick([63, 64, 65, 127, 128, 255, 256, 257, 1_023]);
            _texts[0] = string.Concat(Enumerable.Repeat(filling, length)) + _texts[1];
            _texts[2] = string.Concat(Enumerable.Repeat(filling, length)) + _texts[3];
        }
    }

    public string Next() => _random.Pick(_texts);

    public string Address() => _random.Pick(Addresses);

    public string Number() => _random.Pick(Numbers);

    /// <summary>A path, or what stands where one is expected.</summary>
    public string FilePath() => _random.Next(7) switch
    {
        0 => @"C:\Windows\System32\" + Next(),
        1 => @"c:\windows\SYSTEM32\" + Next(),
        2 => @"C:\Users\a\" + Next() + "\\" + Next(),
        3 => @"\Device\HarddiskVolume2\" + Next(),
        4 => "/usr/bin/" + Next(),
        _ => Next(),
    };

    public string CommandLine() => _random.Next(5) switch
    {
        0 => "\"" + FilePath() + "\" -enc " + Next(),
        1 => FilePath() + "  /c  " + Next() + " " + Next(),
        2 => Next() + " " + Next(),
        3 => Next() + new string(' ', 3) + "\"" + Next(),
        _ => Next(),
    };

    public string RegistryPath() => _random.Pick(["HKLM\\", "HKU\\S-1-5-18\\", "\\REGISTRY\\MACHINE\\", "HKCR\\"]) + Next() + "\\" + Next();

    /// <summary>A text that a query may compare with: one of the round's, or a part of one, in some case.</summary>
    public string Constant(string kind) => Recase(kind switch
    {
        "path" => FilePath(),
        "line" => CommandLine(),
        "key" => RegistryPath(),
        "address" => Address(),
        "number" => Number(),
        _ => Next(),
    });

    /// <summary>A pattern with wildcards that has to do with one of the round's texts.</summary>
    public string Pattern(string kind)
    {
        string text = Constant(kind);
        return _random.Next(6) switch
        {
            0 => _random.Pick(["*", "?*", "**", "*?", "?"]),
            1 => "*" + Constant(kind) + "*" + text,
            _ => PatternOf(text.Length > 100 && _random.OneIn(2) ? text.Substring(text.Length - 20) : text),
        };
    }

    /// <summary>A pattern with wildcards that a text meets, but for its case.</summary>
    public string PatternOf(string text)
    {
        int start = text.Length == 0 ? 0 : Boundary(text, _random.Next(text.Length));
        int end = Boundary(text, _random.Next(start, text.Length + 1));
        return _random.Next(8) switch
        {
            0 or 1 => "*" + text.Substring(start),
            2 => text.Substring(0, end) + "*",
            3 => "*" + text.Substring(start, end - start) + "*",
            4 => text.Substring(0, start) + "*" + text.Substring(end),
            5 when start > 0 && !char.IsSurrogate(text[start - 1]) => text.Substring(0, start - 1) + "?" + text.Substring(start),
            6 => "*" + text.Substring(0, start) + "*" + text.Substring(end) + "*",
            _ => text,
        };
    }

    /// <summary>A regular expression that has to do with one of the round's texts.</summary>
    public string Expression(string kind) => ExpressionOf(Constant(kind));

    /// <summary>A regular expression that a text meets, but for its case and what is behind its beginning.</summary>
    public string ExpressionOf(string text)
    {
        text = text.Length > 60 ? text.Substring(Boundary(text, text.Length - 20)) : text;
        string escaped = string.Concat(text.Select(c =>
            (c is < '\u0080' and > ' ' && !char.IsLetterOrDigit(c) ? "\\" : string.Empty) + c.ToString(CultureInfo.InvariantCulture)));
        return _random.Next(5) switch
        {
            0 or 1 => ".*" + escaped,
            2 => ".*" + escaped + ".*",
            3 => "(.*" + escaped + "|[a-k]+\\.exe)",
            _ => escaped,
        };
    }

    public string Recase(string text) => _random.Next(6) switch
    {
        0 => text.ToUpperInvariant(),
        1 => text.ToLowerInvariant(),
        _ => text,
    };

    private static int Boundary(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
