using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Tests.Execution;

/// <summary>The rule for missing events over the full list of events, for one completed positive sequence.</summary>
internal sealed class MissingReference
{
    private readonly SequencePlan _plan;
    private readonly JoinKey _key;
    private readonly IReadOnlyList<StageEvent> _events;
    private readonly int[] _found;
    private readonly bool _coarse;
    private readonly int _firstPositive;
    private readonly int _lastPositive;

    public MissingReference(SequencePlan plan, JoinKey key, IReadOnlyList<StageEvent> events, int[] found)
    {
        _plan = plan;
        _key = key;
        _events = events;
        _found = found;
        _coarse = plan.MissingEvents == MissingEventRule.Milliseconds;
        List<SequenceStage> stages = [.. plan.Stages];
        _firstPositive = stages.FindIndex(stage => !stage.IsMissing);
        _lastPositive = stages.FindLastIndex(stage => !stage.IsMissing);
    }

    /// <summary>The time of the earliest event of the trailing stages after the last positive one.</summary>
    public Timestamp? Trail()
    {
        int[] later = Of(_lastPositive + 1, _plan.Stages.Count).Where(i => Before(_found[^1], i)).ToArray();
        return later.Length == 0 ? null : _events[later[0]].Time;
    }

    /// <summary>The accept rule, given the time of the earliest trailing event.</summary>
    public bool IsAccepted(Timestamp? trail)
    {
        if (!IsMiddleClear())
        {
            return false;
        }

        bool starts = _plan.Stages[0].IsMissing;
        bool ends = _plan.Stages[^1].IsMissing;
        int[] earlier = Of(0, _firstPositive).Where(i => Before(i, _found[0])).ToArray();
        Timestamp? lead = earlier.Length == 0 ? null : _events[earlier[^1]].Time;
        if ((lead is null && trail is null) || (starts && lead is null) || (ends && trail is null))
        {
            return true;
        }

        Timestamp from = starts ? lead!.Value : _events[_found[0]].Time;
        Timestamp to = ends ? trail!.Value : _events[_found[^1]].Time;
        return Cut(to) - Cut(from) > _plan.MaxSpanTicks;
    }

    /// <summary>The latest instant at which a trailing event would spoil the sequence.</summary>
    public Timestamp LastSpoilingInstant()
    {
        Timestamp from = _plan.Stages[0].IsMissing
            ? _events[Of(0, _firstPositive).Last(i => Before(i, _found[0]))].Time
            : _events[_found[0]].Time;
        return Timestamp.FromTicks(Cut(from) + _plan.MaxSpanTicks!.Value);
    }

    private bool IsMiddleClear()
    {
        int positive = 0;
        for (int i = _firstPositive + 1; i < _lastPositive; i++)
        {
            if (!_plan.Stages[i].IsMissing)
            {
                positive++;
            }
            else if (Of(i, i + 1).Any(m => Before(_found[positive], m) && Before(m, _found[positive + 1])))
            {
                return false;
            }
        }

        return true;
    }

    private int[] Of(int firstStage, int endStage)
    {
        int[] definitions = _plan.Stages.Skip(firstStage).Take(endStage - firstStage)
            .Where(stage => stage.IsMissing).Select(stage => stage.Definition).ToArray();
        return SequenceReference.Candidates(_events, _key, definitions.Contains);
    }

    private bool Before(int left, int right) => _coarse ? Cut(_events[left].Time) < Cut(_events[right].Time) : left < right;

    private long Cut(Timestamp time) => _coarse ? time.Ticks / 10_000 * 10_000 : time.Ticks;
}
