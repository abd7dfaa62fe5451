namespace EqlPS.Mappings.Accounts;

/// <summary>
/// Accounts and their SIDs as events told them. Names are compared without regard to case, as Windows does; one that was seen with two SIDs
/// is known for neither. Once it is filled it may be asked by several threads.
/// </summary>
internal sealed class AccountDirectory : IAccounts
{
    /// <summary>More accounts than this are not remembered, so that no log can fill the memory.</summary>
    public const int MostAccounts = 100_000;

    private const int LongestName = 512;

    // In characters; Windows has none longer than 184.
    private const int LongestSid = 256;

    private readonly Dictionary<string, string?> _sids = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many accounts are known.</summary>
    public int Count => _sids.Values.Count(sid => sid is not null);

    /// <summary>Notes an account. SIDs that are the same everywhere are left out, and so is what is no account.</summary>
    public void Add(string? domain, string? name, string? sid)
    {
        bool isOwn = sid is not null
            && (sid.StartsWith("S-1-5-21-", StringComparison.Ordinal) || sid.StartsWith("S-1-12-1-", StringComparison.Ordinal));
        if (!isOwn || sid!.Length > LongestSid || string.IsNullOrEmpty(domain) || string.IsNullOrEmpty(name) || name == "-"
            || domain!.Length + name!.Length > LongestName)
        {
            return;
        }

        string account = $"{domain}\\{name}";
        if (_sids.TryGetValue(account, out string? known))
        {
            if (known is not null && known != sid)
            {
                _sids[account] = null;
            }
        }
        else if (_sids.Count < MostAccounts)
        {
            _sids.Add(account, sid);
        }
    }

    public string? SidOf(string account) => _sids.TryGetValue(account, out string? sid) ? sid : null;
}
