using System.CommandLine;

namespace EqlPS.Cli.Commands;

/// <summary>The option to look for the accounts that the input tells of before its events are read.</summary>
internal static class ResolveUsersOption
{
    public static Option<bool> Create() => new("--resolve-users")
    {
        Description = "Read the input twice: first for the accounts that logons and audit events name with their SIDs, "
            + "so that Sysmon's events get the SID of the acting user in user.id.",
    };
}
