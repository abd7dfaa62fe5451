using System.Globalization;
using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>
/// Reads the results of a DNS query as Sysmon writes them: <c>type:  5 name;::ffff:192.0.2.1;</c>. Records of types other than addresses
/// come first in the answers, then each address.
/// </summary>
internal static class DnsSteps
{
    private const string TypeMark = "type:";

    /// <summary>Objects of two parts: type, data.</summary>
    public static EqlValue Answers(in EqlValue value)
    {
        ListBuilder answers = default;
        foreach (string piece in Pieces(value))
        {
            if (TryReadRecord(piece, out string type, out string data))
            {
                answers.Add(ObjectText.Of(type, data));
            }
        }

        foreach (string piece in Pieces(value))
        {
            if (!IsRecord(piece) && NetworkSteps.TryReadAddress(piece, out string text, out IpAddress address))
            {
                answers.Add(ObjectText.Of(address.IsIPv4 ? "A" : "AAAA", text));
            }
        }

        return answers.ToValue();
    }

    public static EqlValue Addresses(in EqlValue value)
    {
        ListBuilder addresses = default;
        foreach (string piece in Pieces(value))
        {
            if (!IsRecord(piece) && NetworkSteps.TryReadAddress(piece, out string text, out _))
            {
                addresses.Add(text);
            }
        }

        return addresses.ToValue();
    }

    /// <summary>The data of the typed records: names of hosts.</summary>
    public static EqlValue Hosts(in EqlValue value)
    {
        ListBuilder hosts = default;
        foreach (string piece in Pieces(value))
        {
            if (TryReadRecord(piece, out _, out string data) && data.Length > 0)
            {
                hosts.Add(data);
            }
        }

        return hosts.ToValue();
    }

    private static string[] Pieces(in EqlValue value) => value.AsText().Split(';');

    private static bool IsRecord(string piece) => piece.StartsWith(TypeMark, StringComparison.Ordinal);

    private static bool TryReadRecord(string piece, out string type, out string data)
    {
        type = data = string.Empty;
        if (!IsRecord(piece))
        {
            return false;
        }

        string rest = piece.Substring(TypeMark.Length).Trim();
        int blank = rest.IndexOf(' ');
        string number = blank < 0 ? rest : rest.Substring(0, blank);
        data = blank < 0 ? string.Empty : rest.Substring(blank + 1).Trim();
        type = NameOf(number);
        return number.Length > 0;
    }

    /// <summary>Names of record types: RFC 1035, 3596, 2782 and others, by the numbers IANA gives them.</summary>
    private static string NameOf(string number) =>
        !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int type)
            ? number
            : type switch
            {
                1 => "A",
                2 => "NS",
                3 => "MD",
                4 => "MF",
                5 => "CNAME",
                6 => "SOA",
                7 => "MB",
                8 => "MG",
                9 => "MR",
                10 => "NULL",
                11 => "WKS",
                12 => "PTR",
                13 => "HINFO",
                14 => "MINFO",
                15 => "MX",
                16 => "TXT",
                17 => "RP",
                18 => "AFSDB",
                24 => "SIG",
                25 => "KEY",
                28 => "AAAA",
                29 => "LOC",
                33 => "SRV",
                35 => "NAPTR",
                39 => "DNAME",
                41 => "OPT",
                43 => "DS",
                46 => "RRSIG",
                47 => "NSEC",
                48 => "DNSKEY",
                64 => "SVCB",
                65 => "HTTPS",
                249 => "TKEY",
                250 => "TSIG",
                251 => "IXFR",
                252 => "AXFR",
                255 => "ANY",
                65281 => "WINS",
                65282 => "WINSR",
                _ => number,
            };
}
