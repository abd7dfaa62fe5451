using System.Globalization;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Search;

/// <summary>Reads the fields that place an event in the total order.</summary>
[HotPath]
internal sealed class OrdinalReader
{
    private readonly int _timestamp;
    private readonly int _tiebreaker;
    private readonly int _computer;
    private readonly int _channel;
    private readonly int _recordId;

    public OrdinalReader(FieldTable fields, EqlQueryOptions options)
    {
        _timestamp = fields.SlotOf(options.TimestampField);
        _tiebreaker = options.TiebreakerField is null ? -1 : fields.SlotOf(options.TiebreakerField);
        _computer = fields.SlotOf("winlog.computer_name");
        _channel = fields.SlotOf("winlog.channel");
        _recordId = fields.SlotOf("winlog.record_id");
    }

    /// <summary>The time of the event in the context: the earliest of several; null if it has none.</summary>
    public Timestamp? TimeOf(EvaluationContext context)
    {
        ref readonly EqlValue field = ref context.Field(_timestamp);
        Timestamp? earliest = null;
        for (int i = 0; i < field.Count; i++)
        {
            EqlValue value = field.ItemAt(i);
            if (value.Kind == EqlValueKind.Date && (earliest is null || value.AsDate() < earliest))
            {
                earliest = value.AsDate();
            }
        }

        return earliest;
    }

    /// <summary>The place of the event in the context.</summary>
    public Ordinal Read(EvaluationContext context, SourceEvent source) => Read(context, source.Location.Record, source);

    /// <param name="context">Holds the event.</param>
    /// <param name="position">Where it stands in its own source.</param>
    /// <param name="hash">Its record's hash; null where it is added later.</param>
    public Ordinal Read(EvaluationContext context, long position, IRecordHash? hash) => new(
        TimeOf(context), TiebreakerOf(context), TextOf(context, _computer), TextOf(context, _channel), RecordIdOf(context), position, hash);

    private EqlValue TiebreakerOf(EvaluationContext context)
    {
        if (_tiebreaker < 0)
        {
            return default;
        }

        ref readonly EqlValue field = ref context.Field(_tiebreaker);
        EqlValue least = field.ItemAt(0);
        for (int i = 1; i < field.Count; i++)
        {
            least = ValueOrder.Compare(field.ItemAt(i), least) < 0 ? field.ItemAt(i) : least;
        }

        return least;
    }

    private static string? TextOf(EvaluationContext context, int slot) => TextForm.Of(context.Field(slot).ItemAt(0));

    // winlogbeat writes the number as text.
    private ulong? RecordIdOf(EvaluationContext context)
    {
        ref readonly EqlValue field = ref context.Field(_recordId);
        if (field.Kind == EqlValueKind.Integer)
        {
            return field.AsInteger() < 0 ? null : (ulong)field.AsInteger();
        }

        string? text = TextForm.Of(field.ItemAt(0));
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : null;
    }
}
