using System.Text.Json;

namespace EqlPS.Events.Json;

/// <summary>Finds a member of a JSON object.</summary>
internal static class JsonMember
{
    /// <summary>
    /// The first member of that name that is an object; the whole record if there is none. The record was read before, so it is valid.
    /// </summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> record, string name)
    {
        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = JsonProjection.DeepestEvent });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isIt = reader.ValueTextEquals(name);
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            bool isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            if (isIt && isObject)
            {
                return record.Slice(start, (int)reader.BytesConsumed - start);
            }
        }

        return record;
    }
}
