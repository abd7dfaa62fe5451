using EqlPS.Evaluation;
using EqlPS.Events.Cutting;
using EqlPS.Events.Evtx.Records;
using EqlPS.Events.Flat;
using EqlPS.Events.Input;
using EqlPS.Events.Json;
using EqlPS.Events.Raw;
using EqlPS.Schema;

namespace EqlPS.Events;

/// <summary>One opened source of events. It is read once: in one piece, or in blocks that can be read on several threads.</summary>
internal sealed class EventSource(InputContent content, FieldSchema schema) : IDisposable
{
    // So much of a source that cannot be read twice is looked at ahead for its time offsets.
    private const int MostAhead = 8 * 1024 * 1024;

    private readonly Dictionary<string, TimeOffsets> _offsets = new(StringComparer.Ordinal);
    private readonly object _gate = new();
    private Func<Stream>? _ahead;
    private bool _isStretchOut;

    /// <summary>The path as given; for an archive member <c>archive.zip!member</c>.</summary>
    public string Name => content.Name;

    /// <summary>Tells it from the other sources of a run over many inputs: from 1, in no order; 0 where nobody counts.</summary>
    public int Number { get; set; }

    public InputFormat Format => content.Format;

    /// <summary>The types of the fields of its documents.</summary>
    public FieldSchema Schema => schema;

    /// <summary>The time offsets that flattened records needed so far, by host and field.</summary>
    public IReadOnlyList<TimeOffset> TimeOffsets
    {
        get
        {
            lock (_gate)
            {
                return _offsets.Values.SelectMany(o => o.Asked)
                    .OrderBy(o => o.Host, StringComparer.Ordinal).ThenBy(o => o.Field, StringComparer.Ordinal).ToArray();
            }
        }
    }

    /// <summary>What goes wrong below the level of records; complete when the last block is there.</summary>
    internal InputTroubles Troubles => content.Troubles;

    /// <summary>
    /// The source in blocks, in their order, for one thread to take; there is always one at least. Nothing but what they hold is read
    /// ahead.
    /// </summary>
    /// <param name="size">How large they are; null for the usual size.</param>
    /// <exception cref="InputException">The format is not understood.</exception>
    public IEnumerable<EventBlock> Blocks(BlockSize? size = null)
    {
        size ??= content.Reopen is null ? BlockSize.Pipe : BlockSize.Default;
        switch (Format)
        {
            case InputFormat.Json:
                LookAhead();
                return TextBlocks(size);
            case InputFormat.Evtx:
                return LogBlocks(size);
            default:
                return [Whole()];
        }
    }

    /// <summary>The whole source as one block, which reads its stream.</summary>
    /// <exception cref="InputException">The format is not understood.</exception>
    public EventBlock Whole()
    {
        switch (Format)
        {
            case InputFormat.Evtx or InputFormat.LegacyEventLog:
                return Out(EventBlock.OfLog(this, new EvtxStretch(BinaryLogs.Open(content)), 0, isLast: true));
            case InputFormat.Unknown:
                throw Refuse(FormatRecogniser.Refusal(content.Stream.Beginning));
            case InputFormat.Json:
                LookAhead();
                break;
        }

        return Out(EventBlock.OfText(this, content));
    }

    /// <summary>Reads every record as an event: documents as they are, raw records through a mapping.</summary>
    /// <param name="fields">The wanted fields.</param>
    /// <param name="rawFields">The source paths that the mapping wants.</param>
    /// <param name="map">Builds the reader that maps raw records.</param>
    /// <exception cref="InputException">The format is not understood.</exception>
    public EventReader OpenEvents(FieldTable fields, FieldTable rawFields, Func<RawRecordReader, EventReader> map) =>
        new BlockReaders(fields, rawFields, map).Open(Whole());

    /// <summary>Reads JSON with its fields as they stand, whatever the records are; everything else through a mapping.</summary>
    /// <inheritdoc cref="OpenEvents"/>
    public EventReader OpenAsItStands(FieldTable fields, FieldTable rawFields, Func<RawRecordReader, EventReader> map) =>
        new BlockReaders(fields, rawFields, map) { AsItStands = true }.Open(Whole());

    /// <summary>Reads raw records; in JSON, documents that are none are counted as lost.</summary>
    /// <param name="rawFields">The wanted source paths.</param>
    /// <exception cref="InputException">The format is not understood.</exception>
    public RawRecordReader OpenRaw(FieldTable rawFields) => BlockReaders.ForRaw(rawFields).OpenRaw(Whole());

    public void Dispose() => content.Dispose();

    /// <summary>The time offsets for flattened records below a prefix, shared by all blocks.</summary>
    internal TimeOffsets OffsetsFor(string prefix)
    {
        lock (_gate)
        {
            if (!_offsets.TryGetValue(prefix, out TimeOffsets? offsets))
            {
                offsets = new TimeOffsets(content.Reopen ?? _ahead, prefix);
                _offsets.Add(prefix, offsets);
            }

            return offsets;
        }
    }

    /// <summary>Says that the block which reads the stream is done with it.</summary>
    internal void EndStretch()
    {
        lock (_gate)
        {
            _isStretchOut = false;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until nobody reads the stream: the next member of an archive stands in the same one.</summary>
    internal void WaitForStretch()
    {
        lock (_gate)
        {
            while (_isStretchOut)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    private IEnumerable<EventBlock> TextBlocks(BlockSize size)
    {
        int number = 0;
        using var cutter = new StretchCutter(content.Stream, RecordBoundary.Recognise, size);
        foreach (RecordStretch stretch in cutter.Read())
        {
            yield return Out(EventBlock.OfRecords(this, stretch, number++, isLast: cutter.IsDone));
        }
    }

    private IEnumerable<EventBlock> LogBlocks(BlockSize size)
    {
        int number = 0;
        using var cutter = new EvtxStretchCutter(BinaryLogs.Open(content), size.Chunks);
        foreach (EvtxStretch stretch in cutter.Read())
        {
            yield return Out(EventBlock.OfLog(this, stretch, number++, isLast: cutter.IsDone));
        }
    }

    private EventBlock Out(EventBlock block)
    {
        if (block.IsStretch)
        {
            lock (_gate)
            {
                _isStretchOut = true;
            }
        }

        return block;
    }

    // Before anything is read: what is not flattened has no need of it, and waits for no input.
    private void LookAhead()
    {
        if (content.Reopen is null && content.Stream.Beginning.IndexOf("\"EventID\""u8) >= 0)
        {
            content.Stream.Extend(MostAhead);
            byte[] seen = content.Stream.Beginning.ToArray();
            _ahead = () => new MemoryStream(seen, writable: false);
        }
    }

    private InputException Refuse(string reason)
    {
        string message = $"{Name}: {reason}";
        content.Dispose();
        return new InputException(message, new FormatException(reason));
    }
}
