using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EqlPS.Mappings.Accounts;
using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>Accounts: <c>DOMAIN\name</c>, security identifiers, distinguished names.</summary>
internal static class AccountSteps
{
    /// <summary>The name of the step that gives an account's SID.</summary>
    public const string SidStep = "account_sid";

    public static EqlValue Domain(in EqlValue value) =>
        TrySplit(value.AsText(), out string domain, out _) ? EqlValue.From(domain) : default;

    public static EqlValue Name(in EqlValue value) => TrySplit(value.AsText(), out _, out string name) ? EqlValue.From(name) : default;

    /// <summary>
    /// The SID of an account that has the same one on every computer, or one made of its name; null for any other account.
    /// </summary>
    /// <remarks>
    /// Well-known SIDs: [MS-DTYP] 2.4.2.4. Those of services and application pools are the SHA-1 of the name in upper or lower case as
    /// UTF-16, taken as five numbers: [MS-DTYP] 2.4.2.4 NT_SERVICE and the documentation of virtual accounts.
    /// </remarks>
    public static EqlValue Sid(in EqlValue value) =>
        TrySplit(value.AsText(), out string domain, out string name) ? EqlValue.From(SidOf(domain.ToUpperInvariant(), name)) : default;

    /// <summary>The same, and the SID of any other account that something knows.</summary>
    public static Conversion SidOf(IAccounts accounts) => (in EqlValue value) =>
    {
        EqlValue everywhere = Sid(value);
        return !everywhere.IsNull ? everywhere
            : TrySplit(value.AsText(), out _, out _) ? EqlValue.From(accounts.SidOf(value.AsText()))
            : default;
    };

    /// <summary>
    /// One component of a distinguished name, from 0, without its attribute: commas after a backslash do not part components.
    /// </summary>
    public static Conversion DistinguishedPart(int index) => (in EqlValue value) =>
    {
        string text = value.AsText();
        int start = 0;
        int seen = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '\\')
            {
                i++;
                continue;
            }

            if (i >= text.Length || text[i] == ',')
            {
                if (seen++ == index)
                {
                    string part = text.Substring(start, Math.Min(i, text.Length) - start);
                    int equals = part.IndexOf('=');
                    return part.Length == equals + 1 ? default : EqlValue.From(part.Substring(equals + 1).Replace("\\", string.Empty));
                }

                start = i + 1;
            }
        }

        return default;
    };

    private static bool TrySplit(string account, out string domain, out string name)
    {
        int slash = account.IndexOf('\\');
        bool isPair = slash > 0 && slash < account.Length - 1 && account.IndexOf('\\', slash + 1) < 0;
        domain = isPair ? account.Substring(0, slash) : string.Empty;
        name = isPair ? account.Substring(slash + 1) : string.Empty;
        return isPair;
    }

    // Names of the authority and of its accounts as the languages of Windows write them.
    private static string? SidOf(string domain, string name) => domain switch
    {
        "NT AUTHORITY" or "AUTORITE NT" or "NT-AUTORITÄT" or "AUTORIDAD NT" or "AUTORIDADE NT" or "NT INSTANS" or "ZARZĄDZANIE NT" =>
            name.ToUpperInvariant() switch
            {
                "SYSTEM" or "SYSTÈME" or "SISTEMA" => "S-1-5-18",
                "LOCAL SERVICE" or "LOKALER DIENST" or "SERVICE LOCAL" or "SERVICIO LOCAL" or "SERVIZIO LOCALE" => "S-1-5-19",
                "NETWORK SERVICE" or "NETZWERKDIENST" or "SERVICE RÉSEAU" or "SERVICIO DE RED" or "SERVIZIO DI RETE" => "S-1-5-20",
                "ANONYMOUS LOGON" or "ANONYMOUS-ANMELDUNG" => "S-1-5-7",
                "IUSR" => "S-1-5-17",
                _ => null,
            },
        "WINDOW MANAGER" => Session(name, "DWM-", "S-1-5-90-0-"),
        "FONT DRIVER HOST" => Session(name, "UMFD-", "S-1-5-96-0-"),
        "NT SERVICE" => FromName("S-1-5-80", name.ToUpperInvariant()),
        "IIS APPPOOL" => FromName("S-1-5-82", name.ToLowerInvariant()),
        _ => null,
    };

    private static string? Session(string name, string prefix, string sid) =>
        name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        && uint.TryParse(name.Substring(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out uint session)
            ? sid + session.ToString(CultureInfo.InvariantCulture)
            : null;

    private static string FromName(string prefix, string name)
    {
        using var algorithm = SHA1.Create();
        byte[] hash = algorithm.ComputeHash(Encoding.Unicode.GetBytes(name));
        var sid = new StringBuilder(prefix);
        for (int i = 0; i < hash.Length; i += sizeof(uint))
        {
            sid.Append('-').Append(BinaryPrimitives.ReadUInt32LittleEndian(hash.AsSpan(i)).ToString(CultureInfo.InvariantCulture));
        }

        return sid.ToString();
    }
}
