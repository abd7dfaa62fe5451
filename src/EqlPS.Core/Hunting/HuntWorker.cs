using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Hunting.Candidates;
using EqlPS.Hunting.Kept;
using EqlPS.Platform;
using EqlPS.Search;
using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>The part of a hunt that a thread does for itself: it tests events and writes down which rules they concern.</summary>
/// <param name="rules">The rules.</param>
/// <param name="options">What the hunt looks at.</param>
/// <param name="forms">Numbers the forms of what is kept.</param>
/// <param name="isCertain">Rules by number of which an event alone makes an alert, whatever else is read.</param>
[HotPath]
internal sealed class HuntWorker(CompiledRuleSet rules, HuntOptions options, bool[] isCertain, EventForms forms)
{
    private readonly EvaluationContext _context = new(rules.Fields.Count);
    private readonly RuleSetTester _tester = new(rules);
    private readonly bool[] _isInside = new bool[rules.Windows.Count];
    private readonly List<CompiledRule>[] _deciding = rules.Orders.Select(_ => new List<CompiledRule>()).ToArray();
    private readonly List<CompiledRule> _certain = [];

    // The orders of which somebody asks how far time has come.
    private readonly RuleOrder[] _clocks = rules.Orders
        .Where(o => options.IsOrdered || rules.Rules.Any(r => r.Order == o && r.WaitsForTime)).ToArray();

    private readonly byte[] _hash = new byte[Sha256Hash.Size];

    /// <summary>What occurs in the events.</summary>
    public FieldSurvey Survey { get; } = RuleGaps.NewSurvey(rules);

    public FaultCounter Faults => _context.Faults;

    /// <summary>Stages by number that some event satisfied.</summary>
    public bool[] IsStageSeen => _tester.IsStageSeen;

    /// <summary>Reads events until the batch is full or the reader has no more, for now or at all.</summary>
    /// <param name="reader">Was opened for the fields of the rule set.</param>
    /// <param name="source">The number of its source in this run, from 1.</param>
    /// <param name="batch">Receives what is found.</param>
    /// <param name="cancellation">Looked at before each event.</param>
    /// <returns>False if the reader has no more.</returns>
    /// <exception cref="OperationCanceledException">The hunt was cancelled.</exception>
    public bool Read(EventReader reader, int source, HuntBatch batch, CancellationToken cancellation)
    {
        while (!batch.IsFull)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!reader.Read(_context))
            {
                return false;
            }

            batch.Counts.Events++;
            if (IsLookedAt(batch))
            {
                Test(reader, source, batch);
            }
        }

        return true;
    }

    private bool IsLookedAt(HuntBatch batch)
    {
        bool isInside = options is { Since: null, Until: null };
        for (int i = 0; i < _isInside.Length; i++)
        {
            _isInside[i] = isInside || IsInside(rules.Windows[i].TimeOf(_context));
        }

        if (Array.IndexOf(_isInside, true) < 0)
        {
            NoteOutside(batch.Counts);
            return false;
        }

        foreach (RuleOrder order in _clocks)
        {
            batch.NoteTime(order.Number, order.Reader.TimeOf(_context));
        }

        Survey.Observe(_context);
        if (rules.Exceptions.Excludes(_context))
        {
            batch.Counts.Excepted++;
            return false;
        }

        return true;
    }

    private void NoteOutside(HuntCounts counts)
    {
        counts.OutsideWindow++;
        Timestamp? time = rules.Windows[0].TimeOf(_context);
        counts.BeforeWindow += time < options.Since ? 1 : 0;
        counts.AfterWindow += time > options.Until ? 1 : 0;
    }

    private bool IsInside(Timestamp? time) => time is Timestamp known && !(known < options.Since) && !(known > options.Until);

    private void Test(EventReader reader, int source, HuntBatch batch)
    {
        _certain.Clear();
        bool isStored = false;
        foreach (CompiledRule rule in _tester.Test(_context))
        {
            if (!_isInside[rule.Window.Number])
            {
                continue;
            }

            if (isCertain[rule.Number])
            {
                _certain.Add(rule);
            }
            else
            {
                _deciding[rule.Order.Number].Add(rule);
                isStored = true;
            }
        }

        if (isStored && !_tester.CanBeShown && !options.IsOrdered)
        {
            Hide(reader, source, batch);
        }
        else if (_certain.Count > 0 || isStored)
        {
            Keep(reader, source, batch, isStored);
        }
    }

    private void Keep(EventReader reader, int source, HuntBatch batch, bool isStored)
    {
        SourceEvent? kept = null;
        IEventForm? form = null;
        ReadOnlySpan<byte> content = default;
        bool canBeShown = _tester.CanBeShown;
        if (!canBeShown)
        {
            reader.WriteHash(_hash);
        }
        else if (_certain.Count == 0 && (form = reader.FormFor(out content)) is not null)
        {
            Sha256Hash.Write(content, _hash);
        }
        else
        {
            kept = reader.KeepLightly();
            kept.Sha256.CopyTo(_hash);
            form = kept.Form;
            content = kept.Kept;
        }

        foreach (CompiledRule rule in _certain)
        {
            // The place outlives the event where only what is shown of an alert is kept.
            var hash = new StoredHash(_hash.AsSpan().ToArray());
            batch.Certain.Add(new CertainHit(rule, rule.Order.Reader.Read(_context, reader.Location.Record, hash)));
        }

        var stored = new KeptContent { Hash = _hash, Bytes = content, Form = forms.NumberOf(form) };
        int markCount = isStored ? Store(reader.Location, source, stored, batch) : 0;
        SourceEvent? shown = _certain.Count > 0 ? kept : null;
        batch.NoteCertain(shown?.Kept?.Length ?? 0);
        batch.Matches.Add(new MatchedEvent(new RecordId(_hash), shown, canBeShown, markCount, _certain.Count));
    }

    // Some rules ask that nothing at all happens, which every event rules out: nobody gets to see those. What has no time is in no
    // sequence.
    private void Hide(EventReader reader, int source, HuntBatch batch)
    {
        bool isHashed = false;
        for (int order = 0; order < _deciding.Length; order++)
        {
            if (_deciding[order].Count == 0)
            {
                continue;
            }

            Ordinal ordinal = rules.Orders[order].Reader.Read(_context, reader.Location.Record, hash: null);
            if (ordinal.HasTime)
            {
                if (ordinal.RecordId is null && !isHashed)
                {
                    reader.WriteHash(_hash);
                    isHashed = true;
                }

                batch.Hidden.Add(order, ordinal, source, _hash, _deciding[order], _tester);
            }

            _deciding[order].Clear();
        }
    }

    private int Store(in EventLocation location, int source, in KeptContent content, HuntBatch batch)
    {
        int count = 0;
        for (int order = 0; order < _deciding.Length; order++)
        {
            if (_deciding[order].Count > 0)
            {
                Ordinal ordinal = rules.Orders[order].Reader.Read(_context, location.Record, hash: null);
                batch.Marks.Add(new EntryMark(order, new EntryPlace(ordinal, batch.Entries.Length)));
                EntryWriter.Write(batch.Entries, ordinal, location, source, content, _deciding[order], _tester);
                _deciding[order].Clear();
                count++;
            }
        }

        return count;
    }
}
