using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Parsing;

namespace EqlPS.Analysis;

/// <summary>Binds a whole statement: its stages, join keys, time span and pipes.</summary>
internal sealed class QueryBinder
{
    // The matchers have a slot for each stage and key; more than this is no detection.
    private const int MostStages = 1_000;

    private readonly AnalysisOptions _options;
    private readonly DiagnosticBag _diagnostics;
    private readonly StageBinder _stages;
    private readonly PipeBinder _pipes;

    public QueryBinder(AnalysisOptions options, DiagnosticBag diagnostics)
    {
        _options = options;
        _diagnostics = diagnostics;
        _stages = new StageBinder(options, diagnostics);
        _pipes = new PipeBinder(options, diagnostics);
    }

    /// <summary>The bound query; null when the statement is of an unsupported kind.</summary>
    public BoundQuery? Bind(Query query)
    {
        switch (query.Body)
        {
            case EventQuery events:
                var stage = new BoundStage(_stages.BindFilter(events.Filter), [], IsMissing: false, Runs: 1);
                return new BoundQuery(BoundQueryKind.Event, [stage]) { Pipes = _pipes.Bind(query.Pipes) };
            case SequenceQuery sequence:
                return BindSequence(sequence, query.Pipes);
            case SampleQuery sample:
                return BindSample(sample, query.Pipes);
            default:
                _diagnostics.Error(DiagnosticCode.JoinUnsupported, new TextSpan(query.Body.Span.Start, "join".Length));
                return null;
        }
    }

    private BoundQuery? BindSequence(SequenceQuery sequence, NodeList<Pipe> pipes)
    {
        if (!CheckStageCount("sequence", "stages", sequence.Stages, sequence.Stages.Count))
        {
            return null;
        }

        if (sequence is { SpanBeforeKeys: true, MaxSpan: MaxSpan misplaced })
        {
            _diagnostics.Error(DiagnosticCode.SpanBeforeKeys, misplaced.Span);
        }

        BoundStage[] stages = sequence.Stages.Select(s => _stages.BindStage(s, sequence.SharedKeys)).ToArray();
        BoundStage? until = sequence.Until is null ? null : _stages.BindStage(sequence.Until, sequence.SharedKeys);
        if (sequence.Until is { IsMissing: true } negated)
        {
            _diagnostics.Error(DiagnosticCode.MissingEventInUntil, negated.Span);
        }

        int expanded = stages.Sum(s => s.Runs);
        CheckStageCount("sequence", "stages, runs included", sequence.Stages, expanded);
        if (expanded < 2)
        {
            _diagnostics.Error(DiagnosticCode.TooFewStages, sequence.Stages[0].Span, "sequence", "two stages", stages.Length);
        }

        if (stages.All(s => s.IsMissing))
        {
            _diagnostics.Error(DiagnosticCode.NoPositiveStage, sequence.Stages[0].Span);
        }

        if (sequence.MaxSpan is null && sequence.Stages.FirstOrDefault(s => s.IsMissing) is Stage missing)
        {
            _diagnostics.Error(DiagnosticCode.MaxSpanRequired, missing.Span);
        }

        if (until is null)
        {
            CheckKeys(sequence.Stages, stages);
        }
        else
        {
            CheckKeys([.. sequence.Stages, sequence.Until!], [.. stages, until]);
        }

        return new BoundQuery(BoundQueryKind.Sequence, stages)
        {
            Until = until,
            MaxSpanTicks = sequence.MaxSpan is null ? null : MaxSpanReader.ReadTicks(sequence.MaxSpan, _diagnostics),
            MaxSpanSpan = sequence.MaxSpan?.Span ?? default,
            Pipes = _pipes.Bind(pipes),
        };
    }

    private BoundQuery? BindSample(SampleQuery sample, NodeList<Pipe> pipes)
    {
        if (!CheckStageCount("sample", "filters", sample.Stages, sample.Stages.Count))
        {
            return null;
        }

        if (_options.IsElasticsearchCompatible && pipes.Count > 0)
        {
            _diagnostics.Error(DiagnosticCode.SampleOption, pipes[0].Span, "pipes in Elasticsearch");
        }

        foreach (Stage stage in sample.Stages)
        {
            if (stage.IsMissing)
            {
                _diagnostics.Error(DiagnosticCode.SampleOption, stage.Span, "missing event ([![...]])");
            }

            if (stage.Option is StageOption option)
            {
                _diagnostics.Error(DiagnosticCode.SampleOption, option.Span, $"[with {option.Name}]");
            }
        }

        BoundStage[] stages = sample.Stages.Select(s => _stages.BindStage(s, sample.SharedKeys)).ToArray();
        if (stages.Length < 2)
        {
            _diagnostics.Error(DiagnosticCode.TooFewStages, sample.Stages[0].Span, "sample", "two filters", stages.Length);
        }

        if (stages.All(s => s.Keys.Count == 0))
        {
            _diagnostics.Error(DiagnosticCode.SampleKeyRequired, new TextSpan(sample.Span.Start, "sample".Length));
        }

        CheckKeys(sample.Stages, stages);
        return new BoundQuery(BoundQueryKind.Sample, stages) { Pipes = _pipes.Bind(pipes) };
    }

    private bool CheckStageCount(string kind, string things, NodeList<Stage> stages, int count)
    {
        if (count <= MostStages)
        {
            return true;
        }

        Stage excess = stages[Math.Min(MostStages, stages.Count - 1)];
        _diagnostics.Error(DiagnosticCode.TooManyStages, excess.Span, kind, count, things, MostStages);
        return false;
    }

    // Every stage has as many keys as the first, and keys in the same place have types that can be equal.
    private void CheckKeys(IReadOnlyList<Stage> sources, IReadOnlyList<BoundStage> stages)
    {
        int expected = stages[0].Keys.Count;
        for (int i = 1; i < stages.Count; i++)
        {
            if (stages[i].Keys.Count != expected)
            {
                int shared = expected - sources[0].Keys.Count;
                _diagnostics.Error(DiagnosticCode.JoinKeyCount, sources[i].Span, expected - shared, stages[i].Keys.Count - shared);
            }
        }

        for (int position = 0; position < expected; position++)
        {
            BoundField? first = null;
            foreach (BoundKey key in stages.Where(s => s.Keys.Count > position).Select(s => s.Keys[position]))
            {
                if (key.Field is not { Type: not EqlType.Any } field)
                {
                    continue;
                }

                first ??= field;
                if (field.Type != first.Type)
                {
                    _diagnostics.Error(
                        DiagnosticCode.JoinKeyType,
                        key.Span,
                        BoundText.Of(field),
                        field.FieldType.MappedName,
                        BoundText.Of(first),
                        first.FieldType.MappedName);
                }
            }
        }
    }
}
