using System.Text.Json;
using EqlPS.Values;

namespace EqlPS.Events.Json;

/// <summary>Reads JSON numbers: whole ones of up to 64 bits exactly, all others as doubles.</summary>
internal static class JsonNumber
{
    public static EqlValue Read(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out long whole))
        {
            return EqlValue.From(whole);
        }

        if (reader.TryGetUInt64(out ulong large))
        {
            return EqlValue.From(large);
        }

        // A number too large for a double is infinite on some runtimes and refused on others.
        return EqlValue.From(
            reader.TryGetDouble(out double number) ? number
            : reader.ValueSpan[0] == (byte)'-' ? double.NegativeInfinity : double.PositiveInfinity);
    }
}
