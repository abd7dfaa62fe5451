using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Tests.Execution;

/// <summary>The total order of events.</summary>
public class OrdinalTests
{
    // Ascending, each apart from the one before by one component only or by a weightier one.
    private static readonly Ordinal[] Ascending =
    [
        new(At(1), V("b"), "x", "y", 9, 9),
        new(Timestamp.FromTicks(At(2).Ticks, 1), V(1), "a", "a", 1, 1),
        new(Timestamp.FromTicks(At(2).Ticks, 2), V(1), "a", "a", 1, 1),
        new(Timestamp.FromTicks(At(2).Ticks + 1), V(2), "z", "z", 9, 9),
        new(At(3), V(1), "z", "z", 9, 9),
        new(At(3), V(10), "A", "a", 1, 1),
        new(At(3), V(10), "B", "a", 1, 1),
        new(At(3), V(10), "a", "B", 1, 1),
        new(At(3), V(10), "a", "a", 2, 9),
        new(At(3), V(10), "a", "a", 10, 2),
        new(At(3), V(10), "a", "a", ulong.MaxValue, 1),
        new(At(3), V(10), "a", "a", ulong.MaxValue, 2, new Hash(1)),
        new(At(3), V(10), "a", "a", ulong.MaxValue, 2, new Hash(200)),
        new(At(3), V(10), "a", "a", ulong.MaxValue, 2),
        new(At(3), V(10), "a", "a", null, 1),
        new(At(3), V(10), "a", null, 1, 1),
        new(At(3), V(10), null, "a", 1, 1),
        new(At(3), V("10"), "a", "a", 1, 1),
        new(At(3), EqlValue.Null, "a", "a", 1, 1),
        new(At(3), EqlValue.Null, null, null, null, 1),
        new(null, V(1), "a", "a", 1, 1),
        new(null, V(2), "a", "a", 1, 1),
        new(null, V(2), "a", "a", 2, 1),
    ];

    [Fact]
    public void Every_component_counts_in_its_turn()
    {
        for (int i = 0; i < Ascending.Length; i++)
        {
            for (int j = 0; j < Ascending.Length; j++)
            {
                int order = Ordinal.Compare(Ascending[i], Ascending[j]);
                Assert.True(Math.Sign(order) == Math.Sign(i.CompareTo(j)), $"{i} and {j} compare as {order}");
                Assert.Equal(order, Ascending[i].CompareTo(Ascending[j]));
            }
        }
    }

    [Fact]
    public void The_hash_is_asked_for_only_when_all_else_is_equal()
    {
        var hash = new Hash(1);
        var event1 = new Ordinal(At(1), V(1), "a", "b", 3, 4, hash);
        Assert.NotEqual(0, Ordinal.Compare(event1, new Ordinal(At(1), V(1), "a", "b", 3, 5, hash)));
        Assert.Equal(0, Ordinal.Compare(event1, event1));
        Assert.Equal(0, hash.Asked);
        Assert.True(Ordinal.Compare(event1, new Ordinal(At(1), V(1), "a", "b", 3, 4, new Hash(2))) < 0);
        Assert.Equal(1, hash.Asked);
    }

    [Fact]
    public void Numbers_of_any_width_tie_as_tiebreakers() =>
        Assert.Equal(0, Ordinal.Compare(new Ordinal(At(1), EqlValue.From(5L)), new Ordinal(At(1), EqlValue.From(5.0))));

    private static EqlValue V(long value) => EqlValue.From(value);

    private static EqlValue V(string value) => EqlValue.From(value);

    private static Timestamp At(long milliseconds) => Timestamp.FromUnixMilliseconds(milliseconds);

    private sealed class Hash(byte first) : IRecordHash
    {
        private readonly byte[] _bytes = [first, .. new byte[31]];

        public int Asked { get; private set; }

        public ReadOnlySpan<byte> Sha256
        {
            get
            {
                Asked++;
                return _bytes;
            }
        }
    }
}
