namespace EqlPS.Events.Flat;

/// <summary>
/// The offsets of one source's time fields, for each host. They are measured in a pass of their own when the first is asked for, over the
/// source from its
/// beginning or, where it cannot be read twice, over as much of it as was looked at ahead. No offset is made up: where none is found,
/// none is applied.
/// </summary>
/// <param name="open">Opens what to measure, from the beginning.</param>
/// <param name="prefix">The path of the object that holds a record, with a dot at the end, or empty.</param>
internal sealed class TimeOffsets(Func<Stream>? open, string prefix)
{
    private readonly Dictionary<(string Host, int Field), TimeOffset> _known = [];
    private bool _isPartlyMeasured;
    private bool _isMeasured = open is null;

    /// <summary>The offsets that were asked for so far, by host and field.</summary>
    public IReadOnlyCollection<TimeOffset> Asked => _known.Values;

    /// <summary>What to add to a time, in ticks; 0 if no offset is known.</summary>
    public long Find(string host, int field)
    {
        if (!_known.TryGetValue((host, field), out TimeOffset? offset))
        {
            offset = Measure(host, field);
        }

        return offset.Ticks ?? 0;
    }

    // The first pass stops as soon as what it met is clear; a host that it did not meet costs a second one, to the end.
    private TimeOffset Measure(string host, int field)
    {
        if (!_isMeasured)
        {
            var survey = new OffsetSurvey(prefix);
            _isMeasured = survey.Run(open!, toTheEnd: _isPartlyMeasured) || _isPartlyMeasured;
            _isPartlyMeasured = true;
            foreach (TimeOffset found in survey.Results())
            {
                _known[(found.Host, Array.IndexOf(FlatFields.Times, found.Field))] = found;
            }

            return _known.TryGetValue((host, field), out TimeOffset? measured) ? measured : Measure(host, field);
        }

        var none = new TimeOffset(host, FlatFields.Times[field], null, 0, 0, 0);
        if (_known.Count < OffsetSurvey.MostHosts * 2)
        {
            _known[(host, field)] = none;
        }

        return none;
    }
}
