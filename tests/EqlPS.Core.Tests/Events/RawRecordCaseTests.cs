using EqlPS.Events;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Events;

/// <summary>Runs the cases of raw records: an input, the wanted paths, and what they hold.</summary>
public sealed class RawRecordCaseTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("events/raw-records.cases");

    /// <summary>
    /// The input is read from <c>Cases</c>; \n in it is a line end. The expectation is records parted by <c>//</c>, or a loss after
    /// <c>!</c>.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Reads(int line, string input, string expected)
    {
        var losses = new InputLossLog();
        List<string> records = [];
        string[] expectations = expected.Split(" // ");
        string[] paths = expectations[0].StartsWith('!') ? []
            : expectations[0].Split("; ").Select(p => p.Substring(0, p.IndexOf('='))).ToArray();
        records.AddRange(RawText.Read(input.Replace("⏎", "\n"), paths, losses).Select(r => r.Replace("\n", "⏎").TrimEnd()));
        records.AddRange(losses.First.Select(l => "!" + l.Reason));
        Assert.True(expectations.SequenceEqual(records), $"line {line}: {string.Join(" // ", records)}");
    }
}
