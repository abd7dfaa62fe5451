using BenchmarkDotNet.Attributes;
using EqlPS.Benchmarks.Events;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Schema;

namespace EqlPS.Benchmarks;

/// <summary>Reading one event of a log, in each format: cutting, decoding and mapping the fields of two queries; files in memory.</summary>
[MemoryDiagnoser]
public class ReaderBenchmarks
{
    private const int EventCount = 5_000;
    private readonly FieldTable _fields = new();
    private EventReaders _readers = null!;
    private InputSource _source = null!;
    private EvaluationContext _context = null!;

    public static IEnumerable<string> Formats => EventLog.Formats;

    [ParamsSource(nameof(Formats))]
    public string Format { get; set; } = "XML";

    [GlobalSetup]
    public void Write()
    {
        EqlQuery.Parse(SampleQueries.Long).Compile(_fields);
        EqlQuery.Parse(SampleQueries.Sequence).Compile(_fields);
        _fields.SlotOf("@timestamp");
        _context = new EvaluationContext(_fields.Count);
        _readers = new EventReaders(_fields, ReadingMode.Default, "@timestamp");
        byte[] log = EventLog.Write(Format, SysmonEvent.Make(EventCount));
        _source = new InputSource("log", () => new MemoryStream(log), FieldSchema.Open("@timestamp"));
        if (Read() != EventCount)
        {
            throw new InvalidOperationException("events are lost");
        }
    }

    [Benchmark(OperationsPerInvoke = EventCount)]
    public int Read()
    {
        using EventReader reader = _readers.OpenSingle(_source);
        int count = 0;
        while (reader.Read(_context))
        {
            for (int slot = 0; slot < _context.FieldCount; slot++)
            {
                _context.Field(slot);
            }

            count++;
        }

        return count;
    }
}
