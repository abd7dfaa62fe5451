using EqlPS.Evaluation;
using EqlPS.Events.Flat;
using EqlPS.Events.Input;
using EqlPS.Events.Json;
using EqlPS.Events.Raw;
using EqlPS.Events.Records;
using EqlPS.Events.Xml;
using EqlPS.Schema;

namespace EqlPS.Events;

/// <summary>One opened source of events. It is read once, by one of the readers it opens, which then owns it.</summary>
internal sealed class EventSource(InputContent content, FieldSchema schema) : IDisposable
{
    // So much of a source that cannot be read twice is looked at ahead for its time offsets.
    private const int MostAhead = 8 * 1024 * 1024;

    private readonly Dictionary<string, TimeOffsets> _offsets = new(StringComparer.Ordinal);
    private Func<Stream>? _ahead;

    /// <summary>The path as given; for an archive member <c>archive.zip!member</c>.</summary>
    public string Name => content.Name;

    public InputFormat Format => content.Format;

    /// <summary>The time offsets that flattened records needed so far.</summary>
    public IEnumerable<TimeOffset> TimeOffsets => _offsets.Values.SelectMany(o => o.Asked);

    /// <summary>Reads every record as an event: documents as they are, raw records through a mapping.</summary>
    /// <param name="fields">The wanted fields.</param>
    /// <param name="rawFields">The source paths that the mapping wants.</param>
    /// <param name="map">Builds the reader that maps raw records.</param>
    /// <exception cref="InputException">The format is not understood.</exception>
    public EventReader OpenEvents(FieldTable fields, FieldTable rawFields, Func<RawRecordReader, EventReader> map) => Format switch
    {
        InputFormat.Json => new JsonSourceReader(LookAhead(), fields, schema, rawFields, OffsetsFor, map),
        InputFormat.Empty => new JsonEventReader(content.Stream, Name, fields, schema),
        _ => map(OpenRaw(rawFields)),
    };

    /// <summary>Reads JSON with its fields as they stand, whatever the records are; everything else through a mapping.</summary>
    /// <inheritdoc cref="OpenEvents"/>
    public EventReader OpenAsItStands(FieldTable fields, FieldTable rawFields, Func<RawRecordReader, EventReader> map) => Format switch
    {
        InputFormat.Json or InputFormat.Empty => new JsonEventReader(content.Stream, Name, fields, schema),
        _ => map(OpenRaw(rawFields)),
    };

    /// <summary>Reads raw records; in JSON, documents that are none are counted as lost.</summary>
    /// <param name="rawFields">The wanted source paths.</param>
    /// <exception cref="InputException">The format is not understood.</exception>
    public RawRecordReader OpenRaw(FieldTable rawFields) => Format switch
    {
        InputFormat.Json or InputFormat.Empty => new JsonRawReader(LookAhead(), rawFields, OffsetsFor),
        InputFormat.EventXml => new XmlRecordReader(content, rawFields),
        InputFormat.Evtx or InputFormat.LegacyEventLog => BinaryLogs.Open(content, rawFields),
        _ => throw Refuse(FormatRecogniser.Refusal(content.Stream.Beginning)),
    };

    public void Dispose() => content.Dispose();

    private TimeOffsets OffsetsFor(string prefix)
    {
        if (!_offsets.TryGetValue(prefix, out TimeOffsets? offsets))
        {
            offsets = new TimeOffsets(content.Reopen ?? _ahead, prefix);
            _offsets.Add(prefix, offsets);
        }

        return offsets;
    }

    // Before anything is read: what is not flattened has no need of it, and waits for no input.
    private InputContent LookAhead()
    {
        if (content.Reopen is null && content.Stream.Beginning.IndexOf("\"EventID\""u8) >= 0)
        {
            content.Stream.Extend(MostAhead);
            byte[] seen = content.Stream.Beginning.ToArray();
            _ahead = () => new MemoryStream(seen, writable: false);
        }

        return content;
    }

    private InputException Refuse(string reason)
    {
        string message = $"{Name}: {reason}";
        content.Dispose();
        return new InputException(message, new FormatException(reason));
    }
}
