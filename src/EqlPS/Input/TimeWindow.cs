using EqlPS.Evaluation;
using EqlPS.Search;
using EqlPS.Values;

namespace EqlPS.Input;

/// <summary>The time that is looked at, both ends included. Events without a time are outside of every bound.</summary>
internal sealed class TimeWindow
{
    private readonly Timestamp? _since;
    private readonly Timestamp? _until;
    private readonly OrdinalReader? _times;
    private long _before;
    private long _after;
    private long _timeless;

    private TimeWindow(Timestamp? since, Timestamp? until, FieldTable fields)
    {
        _since = since;
        _until = until;
        _times = since is null && until is null ? null : new OrdinalReader(fields, new EqlQueryOptions());
    }

    /// <summary>The first instant, UTC; null without a bound.</summary>
    public DateTime? Since => _since is Timestamp time ? Objects.Times.ToDateTime(time) : null;

    /// <summary>Reads the bounds of a command.</summary>
    /// <param name="since">The first, as given.</param>
    /// <param name="until">The last, as given.</param>
    /// <param name="fields">Takes the time as a wanted field where there is a bound.</param>
    /// <exception cref="Errors.EqlUsageException">A bound is no time, or nothing can lie between them.</exception>
    public static TimeWindow Read(object? since, object? until, FieldTable fields)
    {
        var now = Timestamp.FromTicks(DateTime.UtcNow.Ticks);
        (Timestamp? first, Timestamp? last) = TimeArgument.Read(since, until, now);
        return new TimeWindow(first, last, fields);
    }

    /// <summary>Whether the event in the context is inside.</summary>
    public bool Holds(EvaluationContext context)
    {
        if (_times is null)
        {
            return true;
        }

        Timestamp? time = _times.TimeOf(context);
        _timeless += time is null ? 1 : 0;
        _before += time < _since ? 1 : 0;
        _after += time > _until ? 1 : 0;
        return time is not null && !(time < _since) && !(time > _until);
    }

    /// <summary>Where the events lie that are outside, of which there is one at least; an English phrase for all of them.</summary>
    public string Outside => OutsideTexts.Of(_before, _after, _timeless, _since, _until);
}
