using EqlPS.Events.Cutting;
using EqlPS.Events.Evtx.Records;
using EqlPS.Events.Input;

namespace EqlPS.Events;

/// <summary>
/// A part of a source that can be read apart from the others, on any thread. It belongs to the reader that opens it, or is disposed by
/// whoever holds it.
/// </summary>
internal sealed class EventBlock : IDisposable
{
    private readonly RecordStretch? _records;
    private readonly InputContent? _content;
    private int _isDisposed;

    private EventBlock(EventSource source, InputContent? content, RecordStretch? records, EvtxStretch? log)
    {
        Source = source;
        _content = content;
        _records = records;
        Log = log;
    }

    public EventSource Source { get; }

    /// <summary>Its number in the source, from 0.</summary>
    public int Number { get; init; }

    /// <summary>Whether it is the last of its source.</summary>
    public bool IsLast { get; init; }

    /// <summary>Whether it is read from the source's own stream, by whoever opens it. Such a block is the last one.</summary>
    public bool IsStretch { get; init; }

    /// <summary>The unpacked bytes that it holds; of a stretch those that were read already.</summary>
    public int ByteCount => _records?.Length ?? Log?.ByteCount ?? 0;

    /// <summary>The chunks, if the source is an event log.</summary>
    internal EvtxStretch? Log { get; }

    /// <summary>What went wrong below the level of records in the whole source; null in all blocks but the last.</summary>
    internal InputTroubles? Troubles => IsLast ? Source.Troubles : null;

    /// <summary>The whole of a source that is text.</summary>
    public static EventBlock OfText(EventSource source, InputContent content) =>
        new(source, content, null, null) { IsLast = true, IsStretch = true };

    /// <summary>A stretch of text.</summary>
    public static EventBlock OfRecords(EventSource source, RecordStretch records, int number, bool isLast) =>
        new(source, null, records, null) { Number = number, IsLast = isLast, IsStretch = records.IsRest };

    /// <summary>Chunks of a log.</summary>
    public static EventBlock OfLog(EventSource source, EvtxStretch log, int number, bool isLast) =>
        new(source, null, null, log) { Number = number, IsLast = isLast, IsStretch = log.IsRest };

    /// <summary>Cuts the text into records; only once.</summary>
    /// <param name="choose">Recognises the layout where that was not done yet.</param>
    internal RecordCutter OpenText(BoundaryChoice choose) => _records is null
        ? new RecordCutter(_content!.Stream, choose)
        : new RecordCutter(_records);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _records?.Dispose();
            Log?.Dispose();
            _content?.Dispose();
            if (IsStretch)
            {
                Source.EndStretch();
            }
        }
    }
}
