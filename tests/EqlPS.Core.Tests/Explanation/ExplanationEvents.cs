using System.Text;
using EqlPS.Evaluation;
using EqlPS.Events.Json;
using EqlPS.Schema;

namespace EqlPS.Tests.Explanation;

/// <summary>Events for explanations.</summary>
internal static class ExplanationEvents
{
    /// <summary>A context that holds the event's fields.</summary>
    public static EvaluationContext Read(FieldTable fields, string json)
    {
        var context = new EvaluationContext(fields.Count);
        var reader = new JsonFieldReader(fields, FieldSchema.Open("@timestamp"));
        Assert.True(reader.TryRead(Encoding.UTF8.GetBytes(json), context, out string? fault), fault);
        return context;
    }
}
