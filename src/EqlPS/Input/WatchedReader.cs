using EqlPS.Evaluation;
using EqlPS.Events;

namespace EqlPS.Input;

/// <summary>A reader whose events are watched. It does not own what it reads from.</summary>
internal sealed class WatchedReader(EventReader inner, Action<EventReader> watch) : EventReader(inner.Losses)
{
    public override EventLocation Location => inner.Location;

    public override bool Read(EvaluationContext context)
    {
        bool hasEvent = inner.Read(context);
        if (hasEvent)
        {
            watch(inner);
        }

        return hasEvent;
    }

    public override SourceEvent Keep() => inner.Keep();

    public override IEventForm? FormFor(out ReadOnlySpan<byte> record) => inner.FormFor(out record);

    public override void WriteHash(Span<byte> hash) => inner.WriteHash(hash);
}
