using System.Buffers.Binary;
using EqlPS.Execution;
using EqlPS.Search;
using EqlPS.Values;

namespace EqlPS.Hunting.Kept;

/// <summary>
/// The events of a hunt that can only rule results out. They are often most of a log, and are looked at only if some rule found events for
/// all its other stages.
/// </summary>
internal sealed class HiddenEvents
{
    private const int Budget = 1024 * 1024;

    private readonly SpillStore _store = new(Budget);

    public void Append(HiddenBuffer batch) => _store.Append(batch.Items.Array, batch.Items.Length);

    /// <summary>Looks at them. Nothing may be appended later.</summary>
    /// <param name="entries">Reads the hits of rules.</param>
    /// <param name="isWanted">Rules by number whose hits are wanted.</param>
    public Reader Open(EntryReader entries, bool[] isWanted) => new(_store, entries, isWanted);

    /// <summary>Reads hidden events. For one thread.</summary>
    public sealed class Reader(SpillStore store, EntryReader entries, bool[] isWanted)
    {
        // Bytes of profiles after which those that were read are forgotten.
        private const int MostProfileBytes = 256 * 1024;

        private readonly byte[] _head = new byte[HiddenBuffer.LongestEvent];
        private readonly Dictionary<long, Profile> _profiles = [];
        private int _profileBytes;

        /// <summary>The orders and places of the events that concern wanted rules, as they came.</summary>
        public IEnumerable<(int Order, EntryPlace Place)> Places()
        {
            long position = 0;
            while (position < store.Length)
            {
                EntryCursor head = HeadAt(position);
                if ((EntryFlags)head.ReadByte() == 0)
                {
                    position += 1 + sizeof(int) + head.ReadInt();
                    continue;
                }

                KeptEntry entry = Read(position, out int order, out int length);
                if (entry.Hits.Length > 0)
                {
                    yield return (order, new EntryPlace(entry.Ordinal, position, isHidden: true));
                }

                position += length;
            }
        }

        /// <summary>Reads the event at a place.</summary>
        public KeptEntry Read(long position) => Read(position, out _, out _);

        private KeptEntry Read(long position, out int order, out int length)
        {
            EntryCursor cursor = HeadAt(position);
            bool hasRecordId = ((EntryFlags)cursor.ReadByte()).HasFlag(EntryFlags.HasRecordId);
            Profile profile = ProfileAt(position - cursor.ReadInt());
            int source = cursor.ReadInt();
            Timestamp time = cursor.ReadTime();
            long place = cursor.ReadLong();
            ulong? recordId = hasRecordId ? unchecked((ulong)cursor.ReadLong()) : null;
            RecordId? id = hasRecordId ? null : new RecordId(cursor.ReadBytes(HiddenBuffer.IdSize));
            (order, length) = (profile.Order, HiddenBuffer.LongestEvent - (hasRecordId ? HiddenBuffer.IdSize - sizeof(long) : 0));
            var ordinal = Ordinal.OfKept(
                time, profile.Tiebreaker, profile.LongTiebreaker, profile.Computer, profile.Channel, recordId, place,
                new HiddenRank(position));
            return new KeptEntry(ordinal, null, source, id, profile.Hits) { Size = profile.Size };
        }

        private EntryCursor HeadAt(long position)
        {
            store.Read(position, _head, (int)Math.Min(_head.Length, store.Length - position));
            return entries.Over(_head);
        }

        private Profile ProfileAt(long position)
        {
            if (_profiles.TryGetValue(position, out Profile? profile))
            {
                return profile;
            }

            byte[] head = new byte[1 + sizeof(int)];
            store.Read(position, head, head.Length);
            byte[] bytes = new byte[BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(1))];
            store.Read(position + head.Length, bytes, bytes.Length);
            if (_profileBytes > MostProfileBytes)
            {
                _profiles.Clear();
                _profileBytes = 0;
            }

            _profileBytes += bytes.Length;
            EntryCursor cursor = entries.Over(bytes, store, position + head.Length);
            var flags = (EntryFlags)cursor.ReadByte();
            LongText? longTiebreaker = null;
            profile = new Profile(
                bytes.Length,
                cursor.ReadInt(),
                flags.HasFlag(EntryFlags.HasTiebreaker) ? cursor.ReadValue(out longTiebreaker) : default,
                longTiebreaker,
                flags.HasFlag(EntryFlags.HasComputer) ? cursor.ReadText() : null,
                flags.HasFlag(EntryFlags.HasChannel) ? cursor.ReadText() : null,
                entries.ReadHits(ref cursor, isWanted));
            _profiles.Add(position, profile);
            return profile;
        }

        private sealed record Profile(
            int Size, int Order, EqlValue Tiebreaker, LongText? LongTiebreaker, object? Computer, object? Channel, RuleHits[] Hits);
    }
}
