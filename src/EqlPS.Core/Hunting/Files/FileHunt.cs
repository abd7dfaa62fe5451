using System.Collections.Concurrent;
using System.Diagnostics;
using EqlPS.Alerts;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Events.Parallel;

namespace EqlPS.Hunting.Files;

/// <summary>
/// One hunt over files on several threads. Alerts and what there is to say about the files come on the caller's thread, while input is
/// read, and are the same for any number of threads and any order of the files.
/// </summary>
internal sealed class FileHunt(CompiledRuleSet rules, HuntOptions options, FileHuntOptions files)
{
    private readonly Hunt _hunt = new(rules, options);
    private readonly MemoryWatch? _memory = files.KeepsMemorySmall ? new MemoryWatch() : null;
    private readonly ConcurrentBag<HuntBatch> _spare = [];
    private readonly Stopwatch _clock = new();
    private TimeSpan _nextProgress;
    private SourceSummary? _summary;
    private int _source;
    private long _bytes;
    private int _inputsDone;

    /// <summary>Runs the hunt: each input once, in the order of their names. Called once; to stop early, stop taking steps.</summary>
    /// <exception cref="OperationCanceledException">The hunt was cancelled; at most a second ago.</exception>
    /// <exception cref="Kept.StoreException">What must be kept fits neither into memory nor into a temporary file.</exception>
    public IEnumerable<HuntStep> Run(IReadOnlyList<InputSource> inputs, CancellationToken cancellation)
    {
        InputSource[] ordered = inputs.OrderBy(i => i.Name, StringComparer.Ordinal).ToArray();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pipeline = new BlockPipeline<HuntBatch>(() => CreateWorker(stop.Token), files.ThreadCount, files.BlockSize);
        _clock.Start();
        try
        {
            foreach (BlockStep? step in pipeline.Watch(ordered, cancellation))
            {
                if (step is not null)
                {
                    foreach (HuntStep told in Take(step))
                    {
                        yield return told;
                    }
                }

                if (Progress(ordered.Length) is HuntStep progress)
                {
                    yield return progress;
                }
            }
        }
        finally
        {
            stop.Cancel();
        }

        HuntResult result = _hunt.Complete(cancellation);
        foreach (Alert alert in result.Alerts)
        {
            yield return new AlertFound(alert);
        }

        yield return new HuntEnded(result);
    }

    private HuntBlockWorker CreateWorker(CancellationToken stop)
    {
        var readers = new Lazy<EventReaders>(
            () => new EventReaders(rules.Fields, files.Mode, new EqlQueryOptions().TimestampField, files.Mappings));
        return new HuntBlockWorker(_hunt.CreateWorker(), readers, _spare, rules.Orders.Count, stop);
    }

    private IEnumerable<HuntStep> Take(BlockStep step)
    {
        switch (step)
        {
            case SourceBegun begun:
                _hunt.BeginSource(begun.Source.Name, begun.Source.Number);
                _source = begun.Source.Number;
                _summary = new SourceSummary(begun.Source.Name);
                break;
            case PartRead<HuntBatch> read:
                return Take(read.Part);
            case BlockRead block:
                _bytes += block.Bytes;
                _memory?.Note(block.Bytes);
                break;
            case SourceRead read:
                _summary!.Losses.Append(read.Outcome.Losses);
                _summary.Failure = read.Outcome.Failure;
                _summary.TimeOffsets = read.Source.TimeOffsets;
                return [new SourceFinished(_summary)];
            case SourceRefused refused:
                return [new InputFailed(refused.Name, refused.Message)];
            case InputRead input:
                _inputsDone++;
                return [new InputFinished(input.Input.Name, input.Losses)];
        }

        return [];
    }

    private IEnumerable<AlertFound> Take(HuntBatch batch)
    {
        _summary!.Events += batch.Counts.Events;
        _hunt.Release(batch, _source);
        batch.Clear();
        _spare.Add(batch);
        IReadOnlyList<Alert> alerts = _hunt.TakeCertain();
        _summary.Alerts += alerts.Count;
        return alerts.Select(alert => new AlertFound(alert));
    }

    private HuntProgressed? Progress(int inputCount)
    {
        if (files.ProgressPeriod is not TimeSpan period || _clock.Elapsed < _nextProgress)
        {
            return null;
        }

        _nextProgress = _clock.Elapsed + period;
        return new HuntProgressed(_hunt.EventCount, _bytes, _inputsDone, inputCount);
    }
}
