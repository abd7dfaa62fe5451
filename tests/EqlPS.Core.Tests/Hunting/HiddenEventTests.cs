using EqlPS.Hunting;
using EqlPS.Rules;
using static EqlPS.Tests.Hunting.HuntRunner;

namespace EqlPS.Tests.Hunting;

/// <summary>Events that can only rule results out are passed over where no rule that lacks nothing asks for them; alerts stay the same.</summary>
public sealed class HiddenEventTests
{
    private static readonly EqlRule Silence = Rule("silence", "sequence by id with maxspan=5s [process where a == 1] ![any where a == 2]");
    private static readonly EqlRule Never = Rule("never", "sequence by id with maxspan=5s [process where a == 77] ![any where true]");
    private static readonly EqlRule Until = Rule(
        "until", "sequence by id with maxspan=9s [process where a == 1] [any where a == 3] until [any where a == 2]");

    [Fact]
    public void AlertsAreThoseOfEachRuleAlone()
    {
        var random = new Random(5_120);
        for (int round = 0; round < 100; round++)
        {
            string log = string.Concat(Enumerable.Range(0, 12).Select(n =>
                Event(random.Next(20), FormattableString.Invariant($"\"id\":{random.Next(2)},\"a\":{random.Next(1, 5)}"))));
            string[] alone = new[] { Silence, Never, Until }.Select(r => Short(Run([r], log))).Where(s => s.Length > 0).ToArray();
            string[] together = Short(Run([Silence, Never, Until], log)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(
                string.Join(" ", alone).Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
                together.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void RuleThatLacksItsFirstEventNeedsNoOthers()
    {
        string log = Event(1, "\"id\":1,\"a\":1") + Event(2, "\"id\":1,\"a\":2");
        HuntResult twice = Run([Never], log, log);
        Assert.Equal(string.Empty, Short(twice));
        Assert.Equal(0, twice.Counts.Duplicates);
    }
}
