using System.Management.Automation;
using System.Text;
using System.Text.Json;
using EqlPS.Completion;
using EqlPS.Errors;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Guides;
using EqlPS.Input;
using EqlPS.Objects;
using EqlPS.Rules;

namespace EqlPS.Commands;

/// <summary>Gives the investigation guide of a rule, its queries filled in from an alert.</summary>
[Cmdlet(VerbsCommon.Get, "EqlGuide", DefaultParameterSetName = ByRule)]
[OutputType(typeof(Guide))]
public sealed class GetEqlGuideCommand : EqlCmdlet
{
    private const string ByAlert = "Alert";
    private const string ByRule = "Rule";

    private RuleSet? _shipped;

    /// <summary>Alerts: of a hunt, or alert documents as objects or JSON text. Rules are taken as well.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByAlert)]
    public PSObject? Alert { get; set; }

    /// <summary>Rules: objects, names, ids or files. With <c>-Alert</c>, where rules of alert documents are looked for.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByRule)]
    [Parameter(ParameterSetName = ByAlert)]
    [ArgumentCompleter(typeof(RuleNameCompleter))]
    [ValidateNotNullOrEmpty]
    public object[] Rule { get; set; } = [];

    private IReadOnlyList<EqlRule> _rules = [];

    private protected override void Begin() => _rules = Rule.Length == 0 ? []
        : new RuleArguments(SessionState, diagnostic => RuleReports.Tell(this, diagnostic)).Read(Rule, Cancellation);

    private protected override void Process()
    {
        if (ParameterSetName == ByRule)
        {
            foreach (EqlRule rule in _rules)
            {
                WriteObject(Guide.Of(rule));
            }

            return;
        }

        switch (Alert?.BaseObject)
        {
            case EqlAlert known:
                WriteObject(Guide.Of(known.Rule, Encoding.UTF8.GetBytes(known.ToJson())));
                break;
            case EqlRule rule:
                WriteObject(Guide.Of(rule));
                break;
            case null:
                TellNoAlert();
                break;
            default:
                GiveOfDocument(Alert);
                break;
        }
    }

    private void GiveOfDocument(PSObject alert)
    {
        if (DocumentOf(alert) is not EqlEvent document || document["kibana.alert.rule.rule_id"] is not string id)
        {
            TellNoAlert();
            return;
        }

        if (FindRule(id) is not EqlRule rule)
        {
            string message = $"The alert is of the rule {Visible.Line(id)}, which does not come with EqlPS; give its rules with -Rule.";
            Report(ErrorIds.RuleNotFound, message, ErrorCategory.ObjectNotFound, id);
            return;
        }

        try
        {
            WriteObject(Guide.Of(rule, Encoding.UTF8.GetBytes(document.ToJson())));
        }
        catch (JsonException error)
        {
            Report(ErrorIds.NotAnAlert, error.Message, ErrorCategory.InvalidData, alert, error);
        }
    }

    private static EqlEvent? DocumentOf(PSObject alert)
    {
        var fields = new FieldTable();
        var readers = new EventReaders(fields, ReadingMode.AsItStands, new EqlQueryOptions().TimestampField);
        using var pipe = new EventPipe(readers, "pipeline");
        EqlEvent? document = null;
        pipe.Give(alert, reader =>
        {
            if (reader.Read(new EvaluationContext(fields.Count)))
            {
                document = new EqlEvent(reader.Keep());
            }
        });
        return document;
    }

    private EqlRule? FindRule(string id)
    {
        EqlRule? given = _rules.FirstOrDefault(rule => rule.RuleId == id);
        if (given is not null)
        {
            return given;
        }

        _shipped ??= ShippedRules.Load(Cancellation);
        return _shipped.TryGet(id, out EqlRule? shipped) ? shipped : null;
    }

    private void TellNoAlert() => Report(
        ErrorIds.NotAnAlert, "This is no alert and no rule: give what Invoke-EqlHunt or Get-EqlRule gave, or an alert document.",
        ErrorCategory.InvalidData,
        Alert);
}
