using System.Text;
using EqlPS.Rules;
using EqlPS.Tests.Support;
using EqlPS.Tests.Toml;

namespace EqlPS.Tests.ShippedRules;

/// <summary>A small mistake that someone could make in the query of a rule that ships.</summary>
/// <param name="Rule">File name of the rule without extension.</param>
/// <param name="From">Text of the query, replaced wherever it stands.</param>
/// <param name="To">What stands there instead.</param>
internal sealed record QueryChange(string Rule, string From, string To)
{
    /// <summary>Rows of the case file: line number, <c>rule; from</c>, <c>to</c>.</summary>
    public static IEnumerable<object[]> Rows => CaseFile.Rows("rule-query-changes.cases");

    public static QueryChange Parse(string place, string to)
    {
        string[] parts = place.Split(';', 2);
        return new QueryChange(parts[0], TomlText.Decode(parts[1].Trim()), TomlText.Decode(to));
    }

    /// <summary>The rule with the mistake in its query.</summary>
    public EqlRule Apply(EqlRule rule)
    {
        Assert.Contains(From, rule.Query);
        string toml = $"[rule]\nname = 'n'\nrule_id = 'i'\ntype = 'eql'\nquery = '''\n{rule.Query.Replace(From, To)}'''\n";
        return Assert.Single(RuleReader.Parse(Encoding.UTF8.GetBytes(toml), rule.Path).Rules);
    }
}
