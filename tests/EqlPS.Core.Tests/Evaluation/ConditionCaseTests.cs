using EqlPS.Tests.Support;

namespace EqlPS.Tests.Evaluation;

/// <summary>Conditions over single events.</summary>
public sealed class ConditionCaseTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("conditions.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Event_satisfies_condition(int line, string input, string expected)
    {
        string[] parts = input.Split('⊢');
        bool actual = OneEvent.Satisfies(parts[0], parts[1]);
        Assert.True(actual == bool.Parse(expected), $"line {line}: {input} gave {actual}");
    }
}
