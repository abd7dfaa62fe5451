using System.Text;
using EqlPS.Evaluation;
using EqlPS.Events.Json;
using EqlPS.Hunting;
using EqlPS.Hunting.Candidates;
using EqlPS.Rules;

namespace EqlPS.Tests.Hunting;

/// <summary>The index may offer too much, never too little.</summary>
public sealed class RuleIndexTests
{
    private static readonly string[] Categories = ["any", "process", "file", "Process", "dns"];
    private static readonly string[] Values = ["\"process\"", "\"file\"", "\"PROCESS\"", "[\"file\",\"process\",\"file\"]", "1", "null", "[1,\"dns\"]"];

    private static readonly string[] Conditions =
    [
        "true", "host.os.type == \"windows\"", "host.os.type : (\"linux\", \"macos\")", "host.os.type : \"win*\" and n > 1", "host.os.type in (\"linux\", \"macos\")",
        "not host.os.type == \"windows\"", "host.os.type != null and host.os.type == \"linux\" and n > 0", "host.os.type == \"windows\" or n == 1",
        "name == \"a\"", "name : (\"A\", \"b\")", "name : \"a*\"", "name like~ \"B\" and n == 2", "name in (\"a\", \"c\") or other == \"x\"", "not name == \"a\"",
        "code == \"4\"", "code in (\"4.0\", \"5\")", "code == 4", "name == \"b\" and (other == \"x\" or other == \"y\")", "name != null and other in~ (\"X\")",
    ];

    private static readonly string[] Names = ["\"a\"", "\"B\"", "[\"c\",\"b\",\"c\"]", "null"];
    private static readonly string[] Others = ["\"x\"", "4", "[\"y\",4]"];
    private static readonly string[] Systems = ["\"windows\"", "\"Windows\"", "\"linux\"", "[\"linux\",\"macos\"]", "null", "3"];

    [Fact]
    public void EveryStageThatIsMetIsOffered()
    {
        EqlRule[] rules = Categories.SelectMany(c => Conditions.Select((text, i) => HuntRunner.Rule($"{c}{i}", $"{c} where {text}"))).ToArray();
        CompiledRuleSet set = CompiledRuleSet.Compile(rules);
        var context = new EvaluationContext(set.Fields.Count);
        var reader = new JsonFieldReader(set.Fields, set.Schema);
        var candidates = new List<StageTest[]>();
        int number = 0;
        foreach (string category in Values.Concat(Values))
        {
            foreach (string system in Systems)
            {
                string name = Names[number % Names.Length];
                string other = Others[number++ % Others.Length];
                string json = $$"""{"event.category":{{category}},"host":{"os.type":{{system}} },"n":2,"name":{{name}},"other":{{other}},"code":{{other}} }""";
                Assert.True(reader.TryRead(Encoding.UTF8.GetBytes(json), context, out _));
                set.Index.Find(context, candidates);
                RuleStage[] offered = candidates.SelectMany(c => c).Select(t => t.Stage).Distinct().ToArray();
                string[] met = set.Rules.Where(r => r.Program.Stages[0].Condition.IsMet(context)).Select(r => r.Rule.RuleId).OrderBy(id => id).ToArray();
                string[] found = offered.Where(s => s.Compiled.Condition.IsMet(context)).Select(s => s.Rule.Rule.RuleId).OrderBy(id => id).ToArray();
                Assert.Equal(met, found);
            }
        }
    }

    [Fact]
    public void FewStagesAreOfferedForAnEvent()
    {
        EqlRule[] rules = Enumerable.Range(0, 200)
            .Select(i => HuntRunner.Rule("r" + i, $"{(i % 2 == 0 ? "process" : "file")} where host.os.type == \"{(i % 4 < 2 ? "linux" : "windows")}\" and n == {i}"))
            .ToArray();
        CompiledRuleSet set = CompiledRuleSet.Compile(rules);
        var context = new EvaluationContext(set.Fields.Count);
        Assert.True(new JsonFieldReader(set.Fields, set.Schema)
            .TryRead(Encoding.UTF8.GetBytes("""{"event.category":"process","host.os.type":"linux"}"""), context, out _));
        var candidates = new List<StageTest[]>();
        set.Index.Find(context, candidates);
        Assert.Equal(50, candidates.Sum(c => c.Length));
    }
}
