using EqlPS.Execution;
using EqlPS.Hunting.Kept;
using EqlPS.Values;

namespace EqlPS.Tests.Hunting;

/// <summary>Places that come back in order, from memory and from runs in a store.</summary>
public sealed class PlaceRunsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(5000)]
    public void PlacesComeInTheOrderOfASortedList(int count)
    {
        var store = new SpillStore(budget: 1);
        PlaceRuns[] lists = [new(store, runLength: 8), new(store, runLength: 1000)];
        var all = new List<EntryPlace>();
        var random = new Random(42 + count);
        for (int i = 0; i < count; i++)
        {
            var time = Timestamp.FromTicks(630_000_000_000_000_000 + random.Next(count));
            var place = new EntryPlace(new Ordinal(random.Next(10) == 0 ? null : time, default, null, null, null, 0, null), i);
            lists[random.Next(2)].Add(place);
            all.Add(place);
        }

        all.Sort();
        Assert.Equal(all.Select(p => p.Position), PlaceRuns.InOrder(lists).Select(p => p.Position));
    }
}
