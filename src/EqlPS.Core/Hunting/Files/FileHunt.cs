using System.Diagnostics;
using System.Runtime.ExceptionServices;
using EqlPS.Alerts;
using EqlPS.Events.Input;

namespace EqlPS.Hunting.Files;

/// <summary>
/// One hunt over files on several threads. Alerts and what there is to say about the files come on the caller's thread, while input is
/// read, and are the same for any number of threads and any order of the files.
/// </summary>
internal sealed class FileHunt(CompiledRuleSet rules, HuntOptions options, FileHuntOptions files)
{
    private readonly Hunt _hunt = new(rules, options);
    private readonly MemoryWatch? _memory = files.KeepsMemorySmall ? new MemoryWatch() : null;
    private readonly Stopwatch _clock = new();
    private TimeSpan _nextProgress;
    private long _bytes;
    private int _inputsDone;

    /// <summary>Runs the hunt: each input once, in the order of their names. Called once; to stop early, stop taking steps.</summary>
    /// <exception cref="OperationCanceledException">The hunt was cancelled; at most a second ago.</exception>
    /// <exception cref="Kept.StoreException">What must be kept fits neither into memory nor into a temporary file.</exception>
    public IEnumerable<HuntStep> Run(IReadOnlyList<InputSource> inputs, CancellationToken cancellation)
    {
        InputSource[] ordered = inputs.OrderBy(i => i.Name, StringComparer.Ordinal).ToArray();
        HuntWorker[] workers = Enumerable.Range(0, files.ThreadCount).Select(_ => _hunt.CreateWorker()).ToArray();
        _clock.Start();
        using (var lane = new FileLane(rules, files, ordered, workers, cancellation))
        {
            SourceSummary? summary = null;
            bool isAtEnd = false;
            while (!isAtEnd)
            {
                FileWork? work = lane.Take(out isAtEnd);
                if (work is FileWork.Begin begin)
                {
                    _hunt.BeginSource(begin.Name);
                    summary = new SourceSummary(begin.Name);
                }

                if (work is FileWork.Block block)
                {
                    foreach (HuntStep step in Take(lane, block.Work, summary!, ordered.Length, cancellation))
                    {
                        yield return step;
                    }
                }
                else if (work is not null && StepOf(work, summary) is HuntStep step)
                {
                    yield return step;
                }

                if (Progress(ordered.Length) is HuntStep progress)
                {
                    yield return progress;
                }
            }
        }

        HuntResult result = _hunt.Complete(cancellation);
        foreach (Alert alert in result.Alerts)
        {
            yield return new AlertFound(alert);
        }

        yield return new HuntEnded(result);
    }

    private IEnumerable<HuntStep> Take(
        FileLane lane, BlockWork work, SourceSummary summary, int inputCount, CancellationToken cancellation)
    {
        bool isAtEnd = false;
        while (!isAtEnd)
        {
            cancellation.ThrowIfCancellationRequested();
            HuntBatch? batch = work.Take(out isAtEnd);
            if (batch is not null)
            {
                summary.Events += batch.Counts.Events;
                _hunt.Release(batch, work.Source);
                lane.Return(batch);
                foreach (Alert alert in _hunt.TakeCertain())
                {
                    summary.Alerts++;
                    yield return new AlertFound(alert);
                }
            }

            if (Progress(inputCount) is HuntStep progress)
            {
                yield return progress;
            }
        }

        if (work.Losses is not null)
        {
            summary.Losses.Append(work.Losses);
        }

        _bytes += work.ByteCount;
        _memory?.Note(work.ByteCount);
        summary.Failure ??= work.Failure;
        lane.Finish();
    }

    private HuntStep? StepOf(FileWork work, SourceSummary? summary)
    {
        switch (work)
        {
            case FileWork.End end:
                summary!.TimeOffsets = end.Source.TimeOffsets;
                return new SourceFinished(summary);
            case FileWork.Failure failure:
                return new InputFailed(failure.Name, failure.Message);
            case FileWork.InputEnd end:
                _inputsDone++;
                return new InputFinished(end.Name, end.Losses);
            case FileWork.Fault fault:
                ExceptionDispatchInfo.Capture(fault.Error).Throw();
                return null;
            default:
                return null;
        }
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
