using EqlPS.Execution;
using EqlPS.Platform;

namespace EqlPS.Hunting.Kept;

/// <summary>Where an entry lies in its store, and the time that orders it: 16 bytes, so that millions can be sorted in memory.</summary>
[HotPath]
internal readonly struct EntryPlace : IComparable<EntryPlace>
{
    private const int PositionBits = 55;
    private const ulong HiddenBit = 1UL << PositionBits;
    private const int NanosecondsAt = PositionBits + 1;
    private const long Timeless = long.MaxValue;

    private readonly long _ticks;
    private readonly ulong _rest;

    public EntryPlace(in Ordinal ordinal, long position, bool isHidden = false)
    {
        _ticks = ordinal.HasTime ? ordinal.Time.Ticks : Timeless;
        _rest = ((ulong)(ordinal.HasTime ? ordinal.Time.Nanoseconds : 0) << NanosecondsAt) | (isHidden ? HiddenBit : 0) | (ulong)position;
    }

    private EntryPlace(long ticks, ulong rest)
    {
        _ticks = ticks;
        _rest = rest;
    }

    /// <summary>Its first byte.</summary>
    public long Position => (long)(_rest & ((1UL << PositionBits) - 1));

    /// <summary>Whether it lies among the hidden events.</summary>
    public bool IsHidden => (_rest & HiddenBit) != 0;

    /// <summary>The same entry where everything was moved forward.</summary>
    public EntryPlace Moved(long by) => new(_ticks, _rest + (ulong)by);

    /// <summary>Whether the other entry has the same time.</summary>
    public bool IsAtTimeOf(EntryPlace other) => _ticks == other._ticks && _rest >> NanosecondsAt == other._rest >> NanosecondsAt;

    /// <summary>By time; what has none comes last. Then by place in the store.</summary>
    public int CompareTo(EntryPlace other) => _ticks != other._ticks ? _ticks.CompareTo(other._ticks) : _rest.CompareTo(other._rest);
}
