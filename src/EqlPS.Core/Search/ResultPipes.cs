using EqlPS.Analysis.Bound;
using EqlPS.Evaluation;
using EqlPS.Execution;
using EqlPS.Execution.Pipes;
using EqlPS.Values;

namespace EqlPS.Search;

/// <summary>Applies the size limit and the pipes of a query to its results, from left to right.</summary>
internal sealed class ResultPipes(EqlQuery query, SearchOptions options, FaultCounter faults, CancellationToken cancellation)
{
    private readonly List<ResultFilter> _filters = [];

    /// <summary>Each filter that was applied, and what it noted. Known when the results are taken.</summary>
    public IReadOnlyList<ResultFilter> Filters => _filters;

    public IEnumerable<EqlResult> Apply(IEnumerable<EqlResult> results)
    {
        foreach (IResultPipe pipe in SizeLimit().Concat(query.Bound.Pipes.Select(Compile)))
        {
            results = pipe.Apply(results);
        }

        return results;
    }

    // The first pipe says which end the limit keeps; samples have no order in time and keep the first.
    private IEnumerable<IResultPipe> SizeLimit()
    {
        if (options.Size is not long size)
        {
            return [];
        }

        bool keepsFirst = query.Bound.Kind == BoundQueryKind.Sample || query.Bound.Pipes.FirstOrDefault()?.Kind switch
        {
            PipeKind.Head => true,
            PipeKind.Tail => false,
            _ => options.Position == ResultPosition.Head,
        };
        return [keepsFirst ? new HeadPipe(size) : new TailPipe(size)];
    }

    private IResultPipe Compile(BoundPipe pipe)
    {
        switch (pipe.Kind)
        {
            case PipeKind.Head:
                return new HeadPipe(pipe.Limit);
            case PipeKind.Tail:
                return new TailPipe(pipe.Limit);
            case PipeKind.Filter:
                var filter = new ResultFilter(pipe.Arguments[0], query, faults, cancellation);
                _filters.Add(filter);
                return new FilterPipe(filter.Passes);
        }

        Func<EqlResult, EqlValue>[] keys = ResultExpressions.Values(pipe.Arguments, query, faults, cancellation);
        return pipe.Kind switch
        {
            PipeKind.Count => new CountPipe(keys),
            PipeKind.Unique => new UniquePipe(keys),
            PipeKind.UniqueCount => new UniqueCountPipe(keys),
            _ => new SortPipe(cancellation, keys),
        };
    }
}
