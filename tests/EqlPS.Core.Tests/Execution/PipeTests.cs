using System.Globalization;
using EqlPS.Execution;
using EqlPS.Execution.Pipes;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Execution;

/// <summary>Pipes over results that stand in a line as <c>name=value,value</c>; a pipe's keys are the values' places.</summary>
public class PipeTests
{
    public static IEnumerable<object[]> Pipes => CaseFile.Rows("execution/pipes.cases");

    [Theory]
    [MemberData(nameof(Pipes))]
    public void Pipe(int line, string input, string expected)
    {
        string[] clauses = Array.ConvertAll(input.Split(';'), clause => clause.Trim());
        IEnumerable<EqlResult> results = clauses[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Read);
        foreach (string pipe in clauses[0].Split('|'))
        {
            results = MakePipe(pipe.Trim().Split(' ')).Apply(results);
        }

        string actual = string.Join(" ", results.Select(Write));
        Assert.Equal($"{line}: {expected}", $"{line}: {(actual.Length == 0 ? "none" : actual)}");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(100_000)]
    public void Long_values_group_as_short_ones_do(int length)
    {
        string[] names = ["a", "A", "b", "é", "É", "B", "c"];
        EqlResult[] results = names.SelectMany(name => new[] { name, name }).Select((name, i) => Read("n=" + i)).ToArray();
        Func<EqlResult, EqlValue> text = result => EqlValue.From(new string('x', length) + names[NumberOf(result) / 2]);
        Func<EqlResult, EqlValue> list = result =>
            EqlValue.List(Enumerable.Range(0, 40).Select(i => EqlValue.From(names[NumberOf(result) / 2] + i)).ToArray(), 0, 40);
        foreach (Func<EqlResult, EqlValue> key in new[] { text, list })
        {
            Assert.Equal([0, 4, 6, 12], new UniquePipe(key).Apply(results).Select(NumberOf));
            Assert.Equal([4, 4, 4, 2], new UniqueCountPipe(key).Apply(results).Select(result => (int)result.Values[^2].Value.AsInteger()));
            Assert.Equal(4, new CountPipe(key).Apply(results).Count());
        }

        int NumberOf(EqlResult result) => Array.FindIndex(results, r => ReferenceEquals(r.Events[0], result.Events[0]));
    }

    [Fact]
    public void Unique_holds_on_to_no_long_values()
    {
        var texts = new List<string>();
        using IEnumerator<EqlResult> unique = new UniquePipe(_ => EqlValue.From(texts[^1])).Apply(Results()).GetEnumerator();

        // The pipe holds on to the last one while it waits for the next.
        Assert.InRange(Held.CountAfter(Use), 0, 1);
        Assert.True(unique.MoveNext());

        IEnumerable<object> Use()
        {
            for (int i = 0; i < 30; i++)
            {
                Assert.True(unique.MoveNext());
            }

            string[] used = [.. texts];
            texts.Clear();
            return used;
        }

        IEnumerable<EqlResult> Results()
        {
            for (int i = 0; ; i++)
            {
                texts.Add(new string('x', 10_000) + i);
                yield return Read("n=1");
            }
        }
    }

    [Fact]
    public void Head_reads_no_further_than_it_must()
    {
        int read = 0;
        IEnumerable<EqlResult> Endless()
        {
            while (true)
            {
                read++;
                yield return Read("a=1");
            }
        }

        Assert.Equal(3, new HeadPipe(3).Apply(Endless()).Count());
        Assert.Equal(3, read);
        Assert.Empty(new HeadPipe(0).Apply(Endless()));
        Assert.Equal(2, new HeadPipe(2).Apply(new UniquePipe(result => EqlValue.From((long)read)).Apply(Endless())).Count());
        Assert.Equal(5, read);
    }

    [Fact]
    public void Sequences_and_samples_pass_with_key_and_events()
    {
        List<StageEvent> events = EventNotation.Read("1:x/A 2:x/B", "AB");
        var results = new SequenceResults();
        var matcher = new SequenceMatcher(new SequencePlan([new(0), new(1), new(2, true)]) { MaxSpanTicks = 100_000 }, results);
        events.ForEach(matcher.Accept);
        matcher.Complete(null);
        EqlResult sequence = new UniqueCountPipe(result => result.Key!.Values[0]).Apply(results.Pending().Select(EqlResult.From)).Single();
        Assert.Equal(EqlResultKind.Sequence, sequence.Kind);
        Assert.Equal("x:(1,2,-)", EventNotation.Write(sequence.Key!, sequence.Events));
        Assert.Equal(EventNotation.ReadTime("11"), sequence.PendingUntil);
        Assert.Equal(["count", "percent"], sequence.Values.Select(value => value.Name));

        EqlResult sample = EqlResult.From(new SampleMatch(results.Pending()[0].Key, [.. events]));
        Assert.Equal(EqlResultKind.Sample, sample.Kind);
        Assert.Equal("x:(1,2)", EventNotation.Write(sample.Key!, sample.Events));
        Assert.Null(sample.PendingUntil);
    }

    private static EqlResult Read(string token)
    {
        int equals = token.IndexOf('=');
        EqlValue[] values = Array.ConvertAll(token[(equals + 1)..].Split(','), ReadItem);
        return EqlResult.From(new StageEvent(default, (token[..equals], values)));
    }

    private static EqlValue ReadItem(string text)
    {
        EqlValue[] items = Array.ConvertAll(text.Split('+'), EventNotation.ReadValue);
        return EqlValue.List(items, 0, items.Length);
    }

    private static IResultPipe MakePipe(string[] words)
    {
        long[] numbers = words.Skip(1).Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        long number = numbers.FirstOrDefault();
        Func<EqlResult, EqlValue>[] keys = Array.ConvertAll(numbers, Key);
        return words[0] switch
        {
            "head" => new HeadPipe(number),
            "tail" => new TailPipe(number),
            "count" => new CountPipe(keys),
            "unique" => new UniquePipe(keys),
            "unique_count" => new UniqueCountPipe(keys),
            "sort" => new SortPipe(CancellationToken.None, keys),
            "filter" => new FilterPipe(result => keys[0](result).IsTrue),
            _ => throw new InvalidDataException(words[0]),
        };
    }

    private static Func<EqlResult, EqlValue> Key(long place) => result =>
        result.Kind == EqlResultKind.Row
            ? result.Key!.Values[(int)place]
            : (((string, EqlValue[]))result.Events[0]!.Payload).Item2[place];

    private static string Write(EqlResult result)
    {
        string name = result.Kind == EqlResultKind.Row
            ? "[" + string.Join(",", result.Key!.Values.Select(value => value.ToString())) + "]"
            : (((string, EqlValue[]))result.Events[0]!.Payload).Item1;
        return name + string.Concat(result.Values.Select(value => $":{value.Value}"));
    }
}
