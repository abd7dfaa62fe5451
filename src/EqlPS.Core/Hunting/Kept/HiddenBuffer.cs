using System.Buffers.Binary;
using System.Runtime.InteropServices;
using EqlPS.Execution;
using EqlPS.Hunting.Candidates;
using EqlPS.Platform;

namespace EqlPS.Hunting.Kept;

/// <summary>
/// The events of a batch that can only rule results out, in little room: what many of them have in common is written once, as a profile.
/// </summary>
/// <remarks>
/// A profile is: 0, its length, flags, order, tiebreaker, computer, channel, hits. An event is: flags, how far back its profile begins,
/// source, time, place in the source, and its record id or, without one, what tells it from others.
/// </remarks>
[HotPath]
internal sealed class HiddenBuffer
{
    /// <summary>The most that an event takes, and more than the head of a profile.</summary>
    public const int LongestEvent = 1 + (2 * sizeof(int)) + sizeof(long) + 1 + sizeof(long) + IdSize;

    /// <summary>Bytes that tell a record without a record id from others.</summary>
    public const int IdSize = 16;

    private const int SlotCount = 64;
    private const int ProfileLength = 256;

    private readonly EntryBuffer _items = new();
    private readonly EntryBuffer _profile = new(ProfileLength);

    // Where profiles begin, from 1, each at the slot that its hash tells; one that is pushed out is written again.
    private readonly int[] _slots = new int[SlotCount];

    /// <summary>The items one after the other, profiles before what they are profiles of.</summary>
    public EntryBuffer Items => _items;

    public void Clear()
    {
        _items.Clear();
        Array.Clear(_slots, 0, SlotCount);
    }

    /// <summary>Appends an event that has a time.</summary>
    /// <param name="order">The order whose rules it concerns.</param>
    /// <param name="ordinal">Its place there.</param>
    /// <param name="source">Which source of the run it came from.</param>
    /// <param name="id">What tells the record from others; looked at only if it has no record id.</param>
    /// <param name="rules">The rules that it concerns.</param>
    /// <param name="tester">Knows which stages of theirs it satisfies.</param>
    public void Add(int order, in Ordinal ordinal, int source, ReadOnlySpan<byte> id, List<CompiledRule> rules, RuleSetTester tester)
    {
        int profile = ProfileOf(order, ordinal, rules, tester);
        int start = _items.Length;
        _items.Add((byte)(ordinal.RecordId is null ? EntryFlags.HasTime : EntryFlags.HasTime | EntryFlags.HasRecordId));
        _items.Add(start - profile);
        _items.Add(source);
        _items.Add(ordinal.Time.Ticks);
        _items.Add((byte)ordinal.Time.Nanoseconds);
        _items.Add(ordinal.Position);
        if (ordinal.RecordId is ulong recordId)
        {
            _items.Add(unchecked((long)recordId));
        }
        else
        {
            _items.Add(id.Slice(0, IdSize));
        }
    }

    private int ProfileOf(int order, in Ordinal ordinal, List<CompiledRule> rules, RuleSetTester tester)
    {
        _profile.Clear();
        _profile.BeginEntry();
        _profile.Add((byte)EntryWriter.NameFlags(ordinal));
        _profile.Add(order);
        EntryWriter.WriteNames(_profile, ordinal);
        EntryWriter.WriteHits(_profile, rules, tester);
        _profile.EndEntry();
        ReadOnlySpan<byte> profile = _profile.Written;
        ref int slot = ref _slots[HashOf(profile) % SlotCount];
        if (slot == 0 || !IsAt(slot - 1, profile))
        {
            slot = _items.Length + 1;
            _items.Add((byte)0);
            _items.Add(profile.Length);
            _items.Add(profile);
        }

        return slot - 1;
    }

    private bool IsAt(int start, ReadOnlySpan<byte> profile)
    {
        ReadOnlySpan<byte> there = _items.Written.Slice(start + 1 + sizeof(int));
        return there.Length >= profile.Length && there.Slice(0, profile.Length).SequenceEqual(profile);
    }

    private static uint HashOf(ReadOnlySpan<byte> bytes)
    {
        // The last word overlaps the others: profiles often differ in their ends only, and none is shorter.
        ulong hash = (ulong)bytes.Length ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(bytes.Length - sizeof(ulong)));
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            hash = unchecked((hash ^ word) * 0x9E37_79B9_7F4A_7C15);
            hash ^= hash >> 32;
        }

        return (uint)hash;
    }
}
