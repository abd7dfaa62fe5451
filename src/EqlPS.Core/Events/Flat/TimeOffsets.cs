using System.Collections.Concurrent;
using EqlPS.Platform;

namespace EqlPS.Events.Flat;

/// <summary>
/// The offsets of one source's time fields, for each host. They are measured in a pass of their own when the first is asked for, over the
/// source from its beginning or, where it cannot be read twice, over as much of it as was looked at ahead. No offset is made up: where none
/// is found, none is applied. Blocks of a source share them on several threads, and what is found does not depend on who asks first.
/// </summary>
[HotPath]
internal sealed class TimeOffsets
{
    private readonly ConcurrentDictionary<(string Host, int Field), TimeOffset> _known;
    private readonly string _prefix;
    private readonly Func<Stream>? _open;
    private readonly object _gate = new();
    private OffsetSurvey? _survey;
    private bool _isMeasured;

    /// <param name="open">Opens what to measure, from the beginning; null if nothing can be measured.</param>
    /// <param name="prefix">The path of the object that holds a record, with a dot at the end, or empty.</param>
    public TimeOffsets(Func<Stream>? open, string prefix)
        : this(new(), open, prefix)
    {
    }

    private TimeOffsets(ConcurrentDictionary<(string Host, int Field), TimeOffset> known, Func<Stream>? open, string prefix)
    {
        _known = known;
        _open = open;
        _prefix = prefix;
        _isMeasured = open is null;
    }

    /// <summary>The offsets that were asked for or met so far, by host and field.</summary>
    public IReadOnlyCollection<TimeOffset> Asked => (IReadOnlyCollection<TimeOffset>)_known.Values;

    /// <summary>What is known so far, without access to the source: nothing is measured any more.</summary>
    public TimeOffsets Detached() => new(_known, null, _prefix);

    /// <summary>What to add to a time, in ticks; 0 if no offset is known.</summary>
    public long Find(string host, int field)
    {
        host = HostKey.Of(host);
        if (!_known.TryGetValue((host, field), out TimeOffset? offset))
        {
            lock (_gate)
            {
                offset = Measure(host, field);
            }
        }

        return offset.Ticks ?? 0;
    }

    // The survey stops as soon as what it met is clear; for a host that it did not meet it goes on to the end.
    private TimeOffset Measure(string host, int field)
    {
        TimeOffset? known;
        while (!_known.TryGetValue((host, field), out known))
        {
            if (_isMeasured)
            {
                return NoneFor(host, field);
            }

            bool isBegun = _survey is not null;
            _survey ??= new OffsetSurvey(_prefix);
            _isMeasured = _survey.Run(_open!, toTheEnd: isBegun) || isBegun;
            foreach (TimeOffset found in _survey.Results())
            {
                Add(found);
            }

            _survey = _isMeasured ? null : _survey;
        }

        return known;
    }

    // What was applied once stays: the events before and after are those of one clock.
    private void Add(TimeOffset found)
    {
        (string, int) key = (found.Host, Array.IndexOf(FlatFields.Times, found.Field));
        if (!_known.TryGetValue(key, out TimeOffset? earlier) || earlier.Ticks == found.Ticks)
        {
            _known[key] = found;
        }
    }

    private TimeOffset NoneFor(string host, int field)
    {
        var none = new TimeOffset(host, FlatFields.Times[field], null, 0, 0, 0);
        if (_known.Count < OffsetSurvey.MostHosts * 2)
        {
            _known[(host, field)] = none;
        }

        return none;
    }
}
