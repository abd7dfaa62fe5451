using EqlPS.Platform;

namespace EqlPS.Events.Json;

/// <summary>Where a value stands in a record.</summary>
/// <param name="Start">Its first byte; of a text the first behind the quote.</param>
/// <param name="Length">Its length, of a text without quotes and with its escapes.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Next">The number of the next token of the same slot, from 1; 0 if this is the last.</param>
[HotPath]
internal readonly record struct JsonToken(int Start, int Length, JsonTokenKind Kind, int Next)
{
    /// <summary>The bytes of the token.</summary>
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> record) => record.Slice(Start, Length);
}
