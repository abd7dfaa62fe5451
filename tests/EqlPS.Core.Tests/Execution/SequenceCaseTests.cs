using EqlPS.Tests.Support;

namespace EqlPS.Tests.Execution;

/// <summary>Sequences over small written-out streams.</summary>
public class SequenceCaseTests
{
    public static IEnumerable<object[]> Sequences => CaseFile.Rows("execution/sequences.cases");

    public static IEnumerable<object[]> Missing => CaseFile.Rows("execution/missing.cases");

    [Theory]
    [MemberData(nameof(Sequences))]
    public void Sequence(int line, string input, string expected) =>
        Assert.Equal($"{line}: {expected}", $"{line}: {SequenceCase.Read(input).Run()}");

    [Theory]
    [MemberData(nameof(Missing))]
    public void MissingEvents(int line, string input, string expected) =>
        Assert.Equal($"{line}: {expected}", $"{line}: {SequenceCase.Read(input).Run()}");
}
