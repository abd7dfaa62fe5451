using System.Text;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Explanation;
using EqlPS.Evaluation;
using EqlPS.Execution;
using EqlPS.Execution.Pipes;
using EqlPS.Schema;
using EqlPS.Search;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Search;

/// <summary>What comes after reading can be cancelled too: matching, and pipes that need all results before they give the first.</summary>
public sealed class SearchCancellationTests
{
    [Theory]
    [InlineData("sequence [any where true] [any where true]")]
    [InlineData("sample by n [any where true] [any where true]")]
    [InlineData("any where true | sort n")]
    [InlineData("any where true | count n")]
    [InlineData("any where true | unique n")]
    [InlineData("any where true | unique_count n")]
    [InlineData("any where true | filter n == 2")]
    public void CompletionCanBeCancelled(string query)
    {
        var search = new EventSearch(EqlQuery.Parse(query), new SearchOptions());
        using EventReader reader = Open(search.Fields);
        search.Read(reader, CancellationToken.None);
        Assert.Throws<OperationCanceledException>(() => search.Complete(new CancellationToken(canceled: true)));
    }

    [Fact]
    public void AnExplanationCanBeCancelled()
    {
        var fields = new FieldTable();
        var explainer = new SequenceExplainer(EqlQuery.Parse("sequence [any where n == 2] [any where n == 1]"), fields);
        var context = new EvaluationContext(fields.Count);
        using EventReader reader = Open(fields);
        while (reader.Read(context))
        {
            explainer.Take(context, reader);
        }

        Assert.Throws<OperationCanceledException>(() => explainer.Complete(new CancellationToken(canceled: true)));
    }

    [Fact]
    public void SortingCanBeCancelledWhenAllKeysAreRead()
    {
        using var cancellation = new CancellationTokenSource();
        int count = 0;
        var pipe = new SortPipe(cancellation.Token, _ =>
        {
            if (++count == 3)
            {
                cancellation.Cancel();
            }

            return EqlValue.From(-count);
        });
        EqlResult result = EqlResult.From(new StageEvent(default, new object(), []));
        Assert.Throws<OperationCanceledException>(() => pipe.Apply([result, result, result]).ToArray());
    }

    private static EventReader Open(FieldTable fields)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3).Select(i =>
            FormattableString.Invariant($"{{\"@timestamp\":\"2024-01-01T00:00:0{i}Z\",\"n\":{i}}}\n"))));
        return PlainEvents.Open(new InputSource("events", () => new MemoryStream(bytes), FieldSchema.Open("@timestamp")), fields);
    }
}
