using EqlPS.Alerts;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Events.Json;
using EqlPS.Execution;
using EqlPS.Hunting;

namespace EqlPS.Tests.Hunting.Twin;

/// <summary>
/// A hunt the slow and obvious way: every event becomes a whole document, which is read back as plain ECS, and every stage of every rule
/// is tested on it. No index, no field left for later, no answer remembered.
/// </summary>
internal sealed class SlowHunt
{
    private readonly FieldTable _fields = new();
    private readonly WholeEvents _events;
    private readonly SlowRule[] _rules;
    private readonly JsonFieldReader _documents;
    private int _sources;

    /// <param name="rules">The rules; only their bound queries are used.</param>
    /// <param name="events">Makes events of the records of sources.</param>
    public SlowHunt(CompiledRuleSet rules, WholeEvents events)
    {
        _events = events;
        _rules = rules.Rules.Select(rule => new SlowRule(rule, _fields)).ToArray();
        _documents = new JsonFieldReader(_fields, rules.Schema);
        Results = new Lazy<(TwinAlert[] Alerts, string[] Pending)>(Complete);
    }

    /// <summary>Events read.</summary>
    public long EventCount { get; private set; }

    /// <summary>The alerts in order, and the sequences that stay open; for when all is read.</summary>
    public Lazy<(TwinAlert[] Alerts, string[] Pending)> Results { get; }

    /// <summary>Receives the documents by the names of their events, for messages; null if they are not wanted.</summary>
    public Dictionary<string, string>? Documents { get; init; }

    public static string Name(in EventLocation location) => Path.GetFileName(location.Source) + ":" + location.Record;

    /// <summary>Reads a source to its end. The sources come in the order in which the hunt reads them.</summary>
    public void Read(InputSource input)
    {
        var occurrences = new Dictionary<string, int>(StringComparer.Ordinal);
        _sources++;
        foreach (SourceEvent whole in _events.Read(input))
        {
            string hash = Convert.ToHexString(whole.Sha256);
            occurrences[hash] = whole.Occurrence = occurrences.TryGetValue(hash, out int before) ? before + 1 : 0;
            Test(whole, new TwinEvent(whole.Location, _sources, (hash, whole.Occurrence), EventIdentity.Of(whole)));
        }
    }

    private (TwinAlert[] Alerts, string[] Pending) Complete()
    {
        (CompiledRule Rule, (List<TwinAlert> Alerts, List<string> Pending) Found)[] all =
            _rules.Select(r => (r.Rule, r.Complete())).ToArray();
        return (
            all.SelectMany(r => r.Found.Alerts).Order().ToArray(),
            all.SelectMany(r => r.Found.Pending.Select(p => $"{r.Rule.Rule.RuleId}: {p}")).Order(StringComparer.Ordinal).ToArray());
    }

    private void Test(SourceEvent whole, TwinEvent next)
    {
        var context = new EvaluationContext(_fields.Count);
        byte[] document = whole.Json;
        Assert.True(_documents.TryRead(document, context, out string? fault), fault);
        Documents?.Add(Name(next.Location), System.Text.Encoding.UTF8.GetString(document));
        EventCount++;
        var hash = new StoredHash(whole.Sha256.ToArray());
        foreach (SlowRule rule in _rules)
        {
            rule.Test(context, slot => context.Field(slot), next, hash);
        }
    }
}
