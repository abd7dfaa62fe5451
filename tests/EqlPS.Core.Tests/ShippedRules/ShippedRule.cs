using EqlPS.Rules;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.ShippedRules;

/// <summary>The rules in the repository's folder, by file name.</summary>
internal static class ShippedRule
{
    public static readonly string Folder = Path.Combine(SharedData.Repository, "rules");

    /// <summary>Names of the rule files, without folder and extension.</summary>
    public static readonly string[] Names =
    [
        "cat_network_activity",
        "certutil_network_connection",
        "command_prompt_network_connection",
        "powershell_remote_file_download",
        "system_critical_process_file_creation",
    ];

    public static TheoryData<string> Rows
    {
        get
        {
            var rows = new TheoryData<string>();
            foreach (string name in Names)
            {
                rows.Add(name);
            }

            return rows;
        }
    }

    public static string PathOf(string name) => Path.Combine(Folder, name + ".toml");

    /// <summary>The rule of a file, about which there must be nothing to say.</summary>
    public static EqlRule Read(string name)
    {
        RuleReadResult result = RuleReader.Read(PathOf(name));
        Assert.Empty(result.Diagnostics);
        return Assert.Single(result.Rules);
    }
}
