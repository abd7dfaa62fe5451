using EqlPS.Platform;

namespace EqlPS.Events.Json;

/// <summary>JSON's four blank characters.</summary>
[HotPath]
internal static class JsonBlanks
{
    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <summary>How many blanks stand at the beginning.</summary>
    public static int CountLeading(ReadOnlySpan<byte> text)
    {
        int count = 0;
        while (count < text.Length && IsBlank(text[count]))
        {
            count++;
        }

        return count;
    }

    /// <summary>The length without the blanks at the end.</summary>
    public static int LengthWithoutTrailing(ReadOnlySpan<byte> text)
    {
        int length = text.Length;
        while (length > 0 && IsBlank(text[length - 1]))
        {
            length--;
        }

        return length;
    }
}
