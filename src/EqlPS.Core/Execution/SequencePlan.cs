namespace EqlPS.Execution;

/// <summary>
/// A sequence query as its matcher needs it: the stages with runs written out, the span and the rules in force. Immutable.
/// </summary>
internal sealed class SequencePlan
{
    private readonly int[] _positives;
    private readonly int[] _positions;
    private readonly List<int>?[] _gaps;
    private readonly bool[] _leading;
    private readonly bool[] _trailing;

    /// <exception cref="ArgumentException">No stage is positive: the analysis lets no such query through.</exception>
    public SequencePlan(IReadOnlyList<SequenceStage> stages)
    {
        Stages = stages;
        _positions = Enumerable.Range(0, stages.Count).Where(i => !stages[i].IsMissing).ToArray();
        if (_positions.Length == 0)
        {
            throw new ArgumentException("a sequence needs a stage that is not a missing one", nameof(stages));
        }

        _positives = Array.ConvertAll(_positions, i => stages[i].Definition);
        HasLeading = stages[0].IsMissing;
        HasTrailing = stages[stages.Count - 1].IsMissing;

        int definitions = stages.Max(stage => stage.Definition) + 1;
        _leading = new bool[definitions];
        _trailing = new bool[definitions];
        _gaps = new List<int>?[definitions];
        HasMiddle = PlaceMissingStages();
    }

    /// <summary>All stages in query order, the missing ones included.</summary>
    public IReadOnlyList<SequenceStage> Stages { get; }

    /// <summary>Most time from the first positive event to the last, inclusive, in units of 100 ns; null for no bound.</summary>
    public long? MaxSpanTicks { get; init; }

    public bool HasUntil { get; init; }

    public MissingEventRule MissingEvents { get; init; }

    /// <summary>
    /// True if a trailing missing stage whose span has not elapsed when the data ends makes the result a pending one;
    /// false if it makes a match, as in Elasticsearch.
    /// </summary>
    public bool TrailingNeedsElapsed { get; init; } = true;

    /// <summary>The number of stages that an event must fill.</summary>
    public int PositiveCount => _positives.Length;

    public bool HasLeading { get; }

    public bool HasTrailing { get; }

    /// <summary>Whether a missing stage stands between two positive ones.</summary>
    public bool HasMiddle { get; }

    /// <summary>The stage definition that fills a positive stage, both counted from 0.</summary>
    public int DefinitionOf(int positive) => _positives[positive];

    /// <summary>The place of a positive stage among all stages.</summary>
    public int PositionOf(int positive) => _positions[positive];

    /// <summary>Whether a definition must be absent before the first positive stage.</summary>
    public bool IsLeading(int definition) => (uint)definition < (uint)_leading.Length && _leading[definition];

    /// <summary>Whether a definition must be absent after the last positive stage.</summary>
    public bool IsTrailing(int definition) => (uint)definition < (uint)_trailing.Length && _trailing[definition];

    /// <summary>The positive stages between which and their successors a definition must be absent, ascending; null for none.</summary>
    public List<int>? GapsOf(int definition) => (uint)definition < (uint)_gaps.Length ? _gaps[definition] : null;

    private bool PlaceMissingStages()
    {
        bool middle = false;
        int positive = -1;
        for (int i = 0; i < Stages.Count; i++)
        {
            SequenceStage stage = Stages[i];
            if (!stage.IsMissing)
            {
                positive++;
            }
            else if (positive < 0)
            {
                _leading[stage.Definition] = true;
            }
            else if (positive == _positives.Length - 1)
            {
                _trailing[stage.Definition] = true;
            }
            else
            {
                middle = true;
                List<int> gaps = _gaps[stage.Definition] ??= [];
                if (gaps.Count == 0 || gaps[gaps.Count - 1] != positive)
                {
                    gaps.Add(positive);
                }
            }
        }

        return middle;
    }
}
