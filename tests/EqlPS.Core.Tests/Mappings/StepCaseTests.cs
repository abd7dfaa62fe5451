using EqlPS.Events.Raw;
using EqlPS.Mappings;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Mappings;

/// <summary>Every conversion step, through a mapping file of one rule.</summary>
public sealed class StepCaseTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("mappings/steps.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Step(int line, string input, string expected)
    {
        string[] parts = input.Split(" :: ");
        Assert.True(parts.Length == 2, $"line {line}: values :: expression");
        MappingSet set = OwnMapping.Set($"""""
            name = "own"
            channels = ["Test"]
            absent_values = ["-"]
            [tables.colours]
            red = 1
            [tables.bits]
            0x1 = "low"
            0x4 = "high"
            [[rules]]
            [rules.copy]
            out.value = """{parts[1].Replace("\\", "\\\\", StringComparison.Ordinal)}"""
            """"");
        var record = new RecordBuilder().Add("System/Channel", "Test");
        foreach (string value in parts[0].Split(" ; "))
        {
            int equals = value.IndexOf('=', StringComparison.Ordinal);
            record.Add("EventData/" + value[..equals], value[(equals + 1)..].Replace('␤', '\n').Replace('␉', '\t'));
        }

        RawRecord raw = record.Build();
        Dictionary<string, List<string>> fields = DocumentFields.Project(raw, ["out.value"], MappingProfile.Exact, set);
        string actual = fields.TryGetValue("out.value", out List<string>? values)
            ? string.Join(" ¦ ", values).Replace('\n', '␤')
            : "nothing";
        Assert.True(expected == actual, $"line {line}: {input} is {actual}, expected {expected}");
    }
}
