using System.Buffers.Binary;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Platform;
using EqlPS.Search;
using EqlPS.Values;

namespace EqlPS.Hunting.Kept;

/// <summary>Reads entries from a store. For one thread.</summary>
/// <param name="rules">The set whose rules the entries name.</param>
/// <param name="sources">The names of the sources by number.</param>
/// <param name="forms">The forms of what was kept.</param>
[HotPath]
internal sealed class EntryReader(CompiledRuleSet rules, IReadOnlyList<string> sources, EventForms forms)
{
    // Most entries fit; what is read too much costs less than a second look.
    private const int FirstLook = 512;

    // What a large head needed is given back.
    private const int MostKept = 1024 * 1024;

    private readonly StringCache _strings = new();
    private byte[] _bytes = new byte[FirstLook];

    /// <summary>Reads the entry at a place.</summary>
    /// <param name="store">Where it lies.</param>
    /// <param name="position">Its place.</param>
    /// <param name="isWanted">Rules by number whose hits are wanted; the others are left out.</param>
    public KeptEntry Read(SpillStore store, long position, bool[] isWanted)
    {
        int seen = (int)Math.Min(FirstLook, store.Length - position);
        store.Read(position, _bytes, seen);
        int head = BinaryPrimitives.ReadInt32LittleEndian(_bytes);
        if (head > seen)
        {
            if (head > _bytes.Length)
            {
                _bytes = new byte[head];
            }

            store.Read(position, _bytes, head);
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(sizeof(int)));
        KeptEntry entry = Read(Over(_bytes.AsSpan(0, head), store, position), new StoredContent(store, position + head, length), isWanted);
        _bytes = _bytes.Length > MostKept ? new byte[FirstLook] : _bytes;
        return entry;
    }

    /// <summary>Reads the entry at a place in a buffer, and its content with it.</summary>
    /// <inheritdoc cref="Read(SpillStore, long, bool[])"/>
    public KeptEntry Read(EntryBuffer buffer, int position, bool[] isWanted)
    {
        ReadOnlySpan<byte> bytes = buffer.Written.Slice(position);
        int head = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        byte[] content = bytes.Slice(head, BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(sizeof(int)))).ToArray();
        return Read(Over(bytes.Slice(0, head)), new LoadedContent(content), isWanted);
    }

    private KeptEntry Read(EntryCursor cursor, IEventContent content, bool[] isWanted)
    {
        int size = cursor.ReadInt();
        cursor.ReadInt();
        int occurrence = cursor.ReadInt();
        IEventForm? form = forms.Form(cursor.ReadInt());
        var flags = (EntryFlags)cursor.ReadByte();
        var hash = new StoredHash(cursor.ReadBytes(Sha256Hash.Size).ToArray());
        long record = cursor.ReadLong();
        long offset = cursor.ReadLong();
        int number = cursor.ReadInt();
        var location = new EventLocation(sources[number], record, offset);
        var source = new SourceEvent(
            location, form is null ? content : new FormedContent(content, form, location), rules.Schema, hash, occurrence);
        LongText? longTiebreaker = null;
        var ordinal = Ordinal.OfKept(
            flags.HasFlag(EntryFlags.HasTime) ? cursor.ReadTime() : null,
            flags.HasFlag(EntryFlags.HasTiebreaker) ? cursor.ReadValue(out longTiebreaker) : default,
            longTiebreaker,
            flags.HasFlag(EntryFlags.HasComputer) ? cursor.ReadText() : null,
            flags.HasFlag(EntryFlags.HasChannel) ? cursor.ReadText() : null,
            flags.HasFlag(EntryFlags.HasRecordId) ? unchecked((ulong)cursor.ReadLong()) : null,
            record,
            hash);
        return new KeptEntry(ordinal, source, number, new RecordId(source), ReadHits(ref cursor, isWanted)) { Size = size };
    }

    /// <summary>A cursor that shares the texts of other entries.</summary>
    /// <param name="bytes">An entry, or the beginning of one.</param>
    /// <param name="store">Where the entry lies, so that long texts are not held on to; null if it lies nowhere.</param>
    /// <param name="position">Its place there.</param>
    public EntryCursor Over(ReadOnlySpan<byte> bytes, SpillStore? store = null, long position = 0)
    {
        _strings.BeginEntry();
        return new EntryCursor(bytes, _strings, store, position);
    }

    /// <summary>Reads what <see cref="EntryWriter.WriteHits"/> wrote.</summary>
    public RuleHits[] ReadHits(ref EntryCursor cursor, bool[] isWanted)
    {
        var hits = new RuleHits[cursor.ReadInt()];
        int count = 0;
        for (int i = 0; i < hits.Length; i++)
        {
            CompiledRule rule = rules.Rules[cursor.ReadInt()];
            var stages = new StageHit[cursor.ReadInt()];
            for (int j = 0; j < stages.Length; j++)
            {
                int definition = cursor.ReadInt();
                int keys = cursor.ReadInt();
                stages[j] = new StageHit(definition, keys == 0 ? JoinKey.Empty : ReadKey(ref cursor, keys));
            }

            if (isWanted[rule.Number])
            {
                hits[count++] = new RuleHits(rule, stages);
            }
        }

        return count == hits.Length ? hits : hits.AsSpan(0, count).ToArray();
    }

    private static JoinKey ReadKey(ref EntryCursor cursor, int count)
    {
        var values = new EqlValue[count];
        LongText?[]? longTexts = null;
        for (int i = 0; i < count; i++)
        {
            values[i] = cursor.ReadValue(out LongText? longText);
            if (longText is not null)
            {
                (longTexts ??= new LongText?[count])[i] = longText;
            }
        }

        return new JoinKey(values, longTexts);
    }
}
