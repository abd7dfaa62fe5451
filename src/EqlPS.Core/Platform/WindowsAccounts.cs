using System.Runtime.InteropServices;
using EqlPS.Mappings.Accounts;

namespace EqlPS.Platform;

/// <summary>Asks Windows for the SIDs of accounts; for live logs of this computer and its domain only. Absent on other systems.</summary>
internal sealed class WindowsAccounts : IAccounts
{
    private const int MostRemembered = 4096;
    private const int LongestSid = 68;

    private readonly Dictionary<string, string?> _known = new(StringComparer.OrdinalIgnoreCase);

    private WindowsAccounts()
    {
    }

    /// <summary>The accounts that this system knows; null where it is not Windows.</summary>
    public static WindowsAccounts? Open() => RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? new WindowsAccounts() : null;

    public string? SidOf(string account)
    {
        lock (_known)
        {
            if (!_known.TryGetValue(account, out string? sid))
            {
                sid = Ask(account);
                if (_known.Count < MostRemembered)
                {
                    _known.Add(account, sid);
                }
            }

            return sid;
        }
    }

    private static string? Ask(string account)
    {
        var sid = new byte[LongestSid];
        int sidLength = sid.Length;
        var domain = new char[256];
        int domainLength = domain.Length;
        if (!LookupAccountName(null, account, sid, ref sidLength, domain, ref domainLength, out _)
            || !ConvertSidToStringSid(sid, out IntPtr text))
        {
            return null;
        }

        try
        {
            return Marshal.PtrToStringUni(text);
        }
        finally
        {
            LocalFree(text);
        }
    }

    [DllImport("advapi32.dll", EntryPoint = "LookupAccountNameW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool LookupAccountName(
        string? system, string account, byte[] sid, ref int sidLength, [Out] char[] domain, ref int domainLength, out int use);

    [DllImport("advapi32.dll", EntryPoint = "ConvertSidToStringSidW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ConvertSidToStringSid(byte[] sid, out IntPtr text);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LocalFree(IntPtr memory);
}
