using System.Text;
using EqlPS.Diagnostics;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Schema;
using EqlPS.Search;
using EqlPS.Toml;

namespace EqlPS.Rules.Cases;

/// <summary>Runs the cases of a rule, each as a search of its own over nothing but its own events.</summary>
/// <param name="openMapped">
/// Opens events that a mapping turns into ECS, for the fields of a table; throws <see cref="InputException"/> for what it cannot open.
/// Null if there is no mapping: cases that need one are then not run.
/// </param>
internal sealed class RuleCaseRunner(Func<InputSource, FieldTable, EventReader>? openMapped = null)
{
    /// <summary>A result for each case, in order.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<RuleCaseResult> Run(EqlRule rule, IReadOnlyList<RuleCase> cases, CancellationToken cancellation)
    {
        EqlQueryOptions options = OptionsOf(rule);
        if (!EqlQuery.TryParse(rule.Query, options, out EqlQuery? query, out IReadOnlyList<Diagnostic> diagnostics))
        {
            string refusal = $"The rule's query is refused: {diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).Message}";
            return cases.Select(c => Fail(c, refusal, c.Position)).ToArray();
        }

        var results = new List<RuleCaseResult>(cases.Count);
        foreach (RuleCase ruleCase in cases)
        {
            cancellation.ThrowIfCancellationRequested();
            results.Add(Run(query!, ruleCase, cancellation));
        }

        return results;
    }

    private static EqlQueryOptions OptionsOf(EqlRule rule)
    {
        var defaults = new EqlQueryOptions();
        return new EqlQueryOptions
        {
            EventCategoryField = rule.EventCategoryOverride ?? defaults.EventCategoryField,
            TimestampField = rule.TimestampField ?? defaults.TimestampField,
            TiebreakerField = rule.TiebreakerField ?? defaults.TiebreakerField,
        };
    }

    private static EventReader OpenPlain(InputSource source, FieldTable fields) =>
        new EventReaders(fields, ReadingMode.AsItStands, new EqlQueryOptions().TimestampField).OpenSingle(source);

    private RuleCaseResult Run(EqlQuery query, RuleCase ruleCase, CancellationToken cancellation)
    {
        Func<InputSource, FieldTable, EventReader>? open = ruleCase.Format == RuleCaseFormat.Ecs ? OpenPlain : openMapped;
        if (open is null)
        {
            const string Message = "The case is not run: its events need a mapping to ECS.";
            return new RuleCaseResult(ruleCase, RuleCaseOutcome.NotRun, null, 0, Message, ruleCase.Position);
        }

        byte[] content = Encoding.UTF8.GetBytes(ruleCase.Events);
        var source = new InputSource(ruleCase.Name, () => new MemoryStream(content), FieldSchema.Open(query.Options.TimestampField));
        var search = new EventSearch(query, new SearchOptions());
        try
        {
            using EventReader reader = open(source, search.Fields);
            search.Read(reader, cancellation);
            if (reader.Losses.Count > 0)
            {
                InputLoss loss = reader.Losses.First[0];
                TomlPosition place = ruleCase.LocateEvents(CharactersBefore(content, loss.Location.Offset));
                return Fail(ruleCase, $"An event cannot be read: {loss.Reason}.", place);
            }
        }
        catch (InputException error)
        {
            return Fail(ruleCase, error.Message, ruleCase.LocateEvents(0));
        }

        return Judge(ruleCase, search.Complete(cancellation));
    }

    private static RuleCaseResult Judge(RuleCase ruleCase, SearchResult found)
    {
        if (found.EventCount == 0)
        {
            return Fail(ruleCase, "The case holds no event.", ruleCase.LocateEvents(0));
        }

        int alerts = found.Results.Count;
        bool isAsExpected = alerts == ruleCase.ExpectedAlerts;
        string? message = isAsExpected ? null : $"The rule gives {Count(alerts)}, not {Count(ruleCase.ExpectedAlerts)}.";
        RuleCaseOutcome outcome = isAsExpected ? RuleCaseOutcome.Passed : RuleCaseOutcome.Failed;
        return new RuleCaseResult(ruleCase, outcome, alerts, found.Faults.Total, message, ruleCase.Position);
    }

    private static string Count(int alerts) => alerts switch
    {
        0 => "no alert",
        1 => "1 alert",
        _ => FormattableString.Invariant($"{alerts} alerts"),
    };

    private static RuleCaseResult Fail(RuleCase ruleCase, string message, TomlPosition position) =>
        new(ruleCase, RuleCaseOutcome.Failed, null, 0, message, position);

    private static int CharactersBefore(byte[] content, long offset) =>
        Encoding.UTF8.GetCharCount(content, 0, (int)Math.Max(0, Math.Min(offset, content.Length)));
}
