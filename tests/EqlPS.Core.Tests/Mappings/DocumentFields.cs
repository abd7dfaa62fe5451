using System.Globalization;
using System.Text.Json;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Raw;
using EqlPS.Mappings;
using EqlPS.Mappings.Documents;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Tests.Mappings;

/// <summary>Maps records both ways, as documents and through plans, and shows the results in one form: path and values as text.</summary>
internal static class DocumentFields
{
    /// <summary>The whole document of a record.</summary>
    public static string Write(RawRecord record, MappingProfile profile, MappingSet? set = null)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            new EcsDocumentWriter(set ?? MappingSet.BuiltIn, profile).Write(record, writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Every leaf of a document; lists give several values, a list of objects the values of each part.</summary>
    public static Dictionary<string, List<string>> Flatten(JsonElement element)
    {
        var fields = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        Flatten(element, string.Empty, fields);
        return fields;
    }

    /// <summary>The values that a plan for some fields gives.</summary>
    public static Dictionary<string, List<string>> Project(
        RawRecord record, IReadOnlyList<string> paths, MappingProfile profile, MappingSet? set = null)
    {
        set ??= MappingSet.BuiltIn;
        var wanted = new FieldTable();
        foreach (string path in paths)
        {
            wanted.SlotOf(path);
        }

        MappingPlan plan = set.Create(wanted, profile);
        using var reader = new MappedEventReader(
            new RecordList([record], plan.RawFields), plan, new MappedEventWriter(set, profile), "@timestamp");
        var context = new EvaluationContext(wanted.Count);
        Assert.True(reader.Read(context));
        var fields = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        for (int slot = 0; slot < wanted.Count; slot++)
        {
            EqlValue value = context.Field(slot);
            if (!value.IsNull)
            {
                fields[wanted.Paths[slot]] = Enumerable.Range(0, value.Count).Select(i => Text(value.ItemAt(i))).ToList();
            }
        }

        return fields;
    }

    /// <summary>A value in full, for comparison.</summary>
    public static string Show(EqlValue value) =>
        $"{value.Kind} {string.Join("|", Enumerable.Range(0, value.Count).Select(i => $"{value.ItemAt(i).Kind} {Text(value.ItemAt(i))}"))}";

    // JSON has one kind of number.
    private static string Text(in EqlValue value) => value.Kind == EqlValueKind.Double
        ? value.AsDouble().ToString("R", CultureInfo.InvariantCulture)
        : TextForm.Of(value)!;

    private static void Flatten(JsonElement element, string path, Dictionary<string, List<string>> fields)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Flatten(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", fields);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Flatten(item, path, fields);
                }

                break;
            default:
                if (!fields.TryGetValue(path, out List<string>? values))
                {
                    fields.Add(path, values = []);
                }

                values.Add(element.ValueKind switch
                {
                    JsonValueKind.True => "true",
                    JsonValueKind.False => "false",
                    _ => element.ToString(),
                });
                break;
        }
    }
}
