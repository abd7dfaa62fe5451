using System.Text.Json;

namespace EqlPS.Events.Json;

/// <summary>Says in one sentence what is wrong with a JSON record.</summary>
internal static class JsonFault
{
    public static string Describe(JsonException error, ReadOnlySpan<byte> record)
    {
        long column = (error.BytePositionInLine ?? 0) + 1;
        string place = error.LineNumber is > 0 ? $"line {error.LineNumber + 1} of the record, byte {column}" : $"byte {column}";
        bool isCut = error.BytePositionInLine >= record.Length;
        return isCut ? $"the JSON ends too early, at {place}" : $"the JSON is not valid at {place}";
    }
}
