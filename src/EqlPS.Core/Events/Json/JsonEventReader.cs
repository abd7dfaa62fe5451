using EqlPS.Evaluation;
using EqlPS.Events.Cutting;
using EqlPS.Schema;

namespace EqlPS.Events.Json;

/// <summary>Reads events from JSON lines, a JSON array or JSON objects one after the other, with their fields as they stand.</summary>
internal sealed class JsonEventReader(Stream stream, string source, FieldTable fields, FieldSchema schema) : EventReader
{
    private readonly RecordCutter _records = new(stream, RecordBoundary.Recognise);
    private readonly JsonFieldReader _fields = new(fields, schema);

    public override EventLocation Location => new(source, _records.RecordLine, _records.RecordOffset);

    public override bool Read(EvaluationContext context)
    {
        while (_records.Read())
        {
            string? fault = _records.RecordFault;
            if (fault is null && _fields.TryRead(_records.Record, context, out fault))
            {
                return true;
            }

            Losses.Add(Location, fault!);
        }

        return false;
    }

    public override SourceEvent Keep() => new(Location, JsonCompaction.ToOneLine(_records.Record), schema);

    protected override void Dispose(bool disposing) => _records.Dispose();
}
