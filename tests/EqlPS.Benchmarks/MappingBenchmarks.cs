using System.Globalization;
using BenchmarkDotNet.Attributes;
using EqlPS.Benchmarks.Events;
using EqlPS.Evaluation;
using EqlPS.Events.Raw;
using EqlPS.Mappings;
using EqlPS.Values;

namespace EqlPS.Benchmarks;

/// <summary>
/// Mapping one raw record to all ECS fields of its kind, for each kind of Sysmon event; records per second are the column Op/s.
/// </summary>
[MemoryDiagnoser]
[OperationsPerSecond]
public class MappingBenchmarks
{
    private const int EventCount = 1_000;
    private RawValues[] _records = [];
    private MappingPlan _plan = null!;
    private EvaluationContext _context = null!;

    public static IEnumerable<int> Ids => SysmonEvent.Ids;

    [ParamsSource(nameof(Ids))]
    public int Id { get; set; } = 1;

    [GlobalSetup]
    public void MakeRecords()
    {
        var fields = new FieldTable();
        foreach (string target in MappingSet.BuiltIn.Files.Where(f => f.IsCommon || f.Name == "sysmon").SelectMany(f => f.Rules)
            .Select(r => r.Target).Where(t => char.IsAsciiLetter(t[0]) || t[0] == '@'))
        {
            fields.SlotOf(target);
        }

        _plan = MappingSet.BuiltIn.Create(fields, MappingProfile.Default);
        _context = new EvaluationContext(fields.Count);
        _records = SysmonEvent.Make(EventCount, Id).Select(e => (RawValues)new Values(e, _plan.RawFields)).ToArray();
    }

    [Benchmark(OperationsPerInvoke = EventCount)]
    public void Map()
    {
        foreach (RawValues record in _records)
        {
            _plan.Begin(record, _context);
            for (int slot = 0; slot < _context.FieldCount; slot++)
            {
                _context.Field(slot);
            }
        }
    }

    private sealed class Values : RawValues
    {
        private readonly EqlValue[] _values;

        public Values(SysmonEvent next, FieldTable fields)
        {
            _values = new EqlValue[fields.Count];
            IEnumerable<(string Path, string Text)> texts =
            [
                ("System/Provider/@Name", SysmonEvent.Provider), ("System/Provider/@Guid", SysmonEvent.ProviderGuid),
                ("System/EventID", next.Id.ToString(CultureInfo.InvariantCulture)), ("System/Channel", SysmonEvent.Channel),
                ("System/Computer", SysmonEvent.Computer), ("System/EventRecordID", next.Number.ToString(CultureInfo.InvariantCulture)),
                ("System/TimeCreated/@SystemTime", next.Time.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)),
                .. next.Data.Select(d => ("EventData/" + d.Name, d.Value)),
            ];
            foreach ((string path, string text) in texts.Where(t => fields.Paths.Contains(t.Path)))
            {
                _values[fields.SlotOf(path)] = EqlValue.From(text);
            }
        }

        public override EqlValue Value(int slot) => _values[slot];

        public override bool MayHave(int slot) => !_values[slot].IsNull;
    }
}
