using System.Text;
using EqlPS.Compilation;
using EqlPS.Evaluation;
using EqlPS.Events.Json;
using EqlPS.Schema;

namespace EqlPS.Tests.Support;

/// <summary>Tests one JSON event against one condition, through all phases.</summary>
internal static class OneEvent
{
    public static bool Satisfies(string json, string condition) => Satisfies(json, condition, out _);

    public static bool Satisfies(string json, string condition, out FaultCounter faults)
    {
        EqlQuery query = EqlQuery.Parse($"any where {condition}");
        var fields = new FieldTable();
        CompiledQuery program = query.Compile(fields);
        var context = new EvaluationContext(fields.Count);
        var reader = new JsonFieldReader(fields, FieldSchema.Open(query.Options.TimestampField));
        Assert.True(reader.TryRead(Encoding.UTF8.GetBytes(json), context, out string? fault), fault);
        faults = context.Faults;
        return program.Stages[0].Condition.IsMet(context);
    }
}
