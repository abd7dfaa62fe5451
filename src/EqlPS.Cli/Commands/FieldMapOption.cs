using System.CommandLine;

namespace EqlPS.Cli.Commands;

/// <summary>The option that adds mapping files to those that come with the program.</summary>
internal static class FieldMapOption
{
    public static Option<string[]> Create() => new("--field-map")
    {
        Description = "A TOML file that says how more Windows events become ECS, or how some do otherwise; may be repeated. "
            + "See docs/mapping.md.",
        HelpName = "FILE",
    };
}
