using System.CommandLine;
using EqlPS.Hunting;
using EqlPS.Rules;

namespace EqlPS.Cli.Commands;

/// <summary>The options that choose rules by what they say of themselves.</summary>
internal sealed class RuleFilterOptions
{
    private readonly Option<RuleSeverity[]> _severity = new("--severity")
    {
        Description = "Rules of this severity; may be repeated.",
        HelpName = "low|medium|high|critical",
    };

    private readonly Option<int> _risk = new("--min-risk")
    {
        Description = "Rules of this risk score or a higher one.",
        HelpName = "0-100",
    };
    private readonly Option<string[]> _tag = Texts("--tag",
        "Rules with this tag, such as 'OS: Windows'; * and ? stand for anything. May be repeated.", "TAG");
    private readonly Option<string[]> _tactic = Texts("--tactic", "Rules for this tactic, by name or id such as TA0002.", "TACTIC");
    private readonly Option<string[]> _technique = Texts("--technique", "Rules for this technique, by name or id such as T1059.",
        "TECHNIQUE");
    private readonly Option<string[]> _id = Texts("--rule-id", "The rule with this id.", "ID");
    private readonly Option<string[]> _name = Texts("--rule-name", "Rules with this name; * and ? stand for anything.", "NAME");

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _severity, _risk, _tag, _tactic, _technique, _id, _name })
        {
            command.Options.Add(option);
        }
    }

    public RuleFilter Read(ParseResult result) => new()
    {
        Severities = result.GetValue(_severity) ?? [],
        MinimumRisk = result.GetValue(_risk),
        Tags = result.GetValue(_tag) ?? [],
        Tactics = result.GetValue(_tactic) ?? [],
        Techniques = result.GetValue(_technique) ?? [],
        Ids = result.GetValue(_id) ?? [],
        Names = result.GetValue(_name) ?? [],
    };

    private static Option<string[]> Texts(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value };
}
