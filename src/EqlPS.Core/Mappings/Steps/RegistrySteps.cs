using System.Globalization;
using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>Parts of registry paths, and registry data as Sysmon writes it.</summary>
internal static class RegistrySteps
{
    private const string DwordMark = "DWORD (";
    private const string QwordMark = "QWORD (";
    private const string BinaryMark = "Binary Data";

    /// <summary>The short name of the hive that a path begins with; null for any other beginning.</summary>
    public static EqlValue Hive(in EqlValue value)
    {
        string text = value.AsText();
        int slash = text.IndexOf('\\');
        string? hive = (slash < 0 ? text : text.Substring(0, slash)) switch
        {
            "HKCR" or "HKEY_CLASSES_ROOT" => "HKCR",
            "HKCC" or "HKEY_CURRENT_CONFIG" => "HKCC",
            "HKCU" or "HKEY_CURRENT_USER" => "HKCU",
            "HKDD" or "HKEY_DYN_DATA" => "HKDD",
            "HKLM" or "HKEY_LOCAL_MACHINE" => "HKLM",
            "HKPD" or "HKEY_PERFORMANCE_DATA" => "HKPD",
            "HKU" or "HKEY_USERS" => "HKU",
            _ => null,
        };
        return EqlValue.From(hive);
    }

    /// <summary>All that follows the first component, the value's name included.</summary>
    public static EqlValue Key(in EqlValue value)
    {
        string text = value.AsText();
        int slash = text.IndexOf('\\');
        return slash < 0 || slash == text.Length - 1 ? default : EqlValue.From(text.Substring(slash + 1));
    }

    /// <summary>The data as text: numbers in decimal.</summary>
    public static EqlValue Data(in EqlValue value) => TryReadNumber(value.AsText(), out ulong number, out _)
        ? EqlValue.From(number.ToString(CultureInfo.InvariantCulture))
        : value;

    public static EqlValue DataType(in EqlValue value)
    {
        string text = value.AsText();
        return TryReadNumber(text, out _, out string type) ? EqlValue.From(type)
            : EqlValue.From(text.StartsWith(BinaryMark, StringComparison.OrdinalIgnoreCase) ? "REG_BINARY" : "REG_SZ");
    }

    private static bool TryReadNumber(string text, out ulong number, out string type)
    {
        number = 0;
        type = "SZ_DWORD";
        if (text.StartsWith(DwordMark, StringComparison.OrdinalIgnoreCase))
        {
            return NumberSteps.TryReadBits(Inside(text, DwordMark.Length), out number);
        }

        type = "SZ_QWORD";
        bool isQword = text.StartsWith(QwordMark, StringComparison.OrdinalIgnoreCase);
        ReadOnlySpan<char> inside = isQword ? Inside(text, QwordMark.Length) : default;
        int dash = inside.IndexOf('-');
        if (dash < 0
            || !NumberSteps.TryReadBits(inside.Slice(0, dash), out ulong high)
            || !NumberSteps.TryReadBits(inside.Slice(dash + 1), out ulong low))
        {
            return false;
        }

        // Elastic's mapping moves the high half by 8 bits, not 32; its rules were tried on that.
        number = unchecked((high << 8) + low);
        return true;
    }

    private static ReadOnlySpan<char> Inside(string text, int start)
    {
        int end = text.IndexOf(')', start);
        return text.AsSpan(start, (end < 0 ? text.Length : end) - start);
    }
}
