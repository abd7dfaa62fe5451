using System.CommandLine;
using EqlPS.Hunting;
using EqlPS.Rules;

namespace EqlPS.Cli.Commands;

/// <summary>The options that choose rules by what they say of themselves.</summary>
internal sealed class RuleFilterOptions
{
    private readonly Option<RuleSeverity[]?> _severity = OptionTypes.Choices(
        "--severity", "Rules of this severity; may be repeated.",
        ("low", RuleSeverity.Low), ("medium", RuleSeverity.Medium), ("high", RuleSeverity.High), ("critical", RuleSeverity.Critical));

    private readonly Option<long?> _risk = OptionTypes.Number("--min-risk", 0, 100, "Rules of this risk score, 0 to 100, or a higher one.");
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
        MinimumRisk = (int)(result.GetValue(_risk) ?? 0),
        Tags = result.GetValue(_tag) ?? [],
        Tactics = result.GetValue(_tactic) ?? [],
        Techniques = result.GetValue(_technique) ?? [],
        Ids = result.GetValue(_id) ?? [],
        Names = result.GetValue(_name) ?? [],
    };

    private static Option<string[]> Texts(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value };
}
