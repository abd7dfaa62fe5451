using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>Parts of Windows paths. A text without a backslash is no path and has no parts.</summary>
[HotPath]
internal static class PathSteps
{
    private const char Separator = '\\';

    /// <summary>What follows the last backslash.</summary>
    public static EqlValue BaseName(in EqlValue value)
    {
        string text = value.AsText();
        int slash = text.LastIndexOf(Separator);
        return slash < 0 ? default : Part(text, slash + 1, text.Length - slash - 1);
    }

    /// <summary>What precedes the last backslash; <c>C:</c> for a file in the root of a drive.</summary>
    public static EqlValue Directory(in EqlValue value)
    {
        string text = value.AsText();
        return Part(text, 0, Math.Max(0, text.LastIndexOf(Separator)));
    }

    /// <summary>What follows the last dot of the whole path, even where that dot stands in a folder's name.</summary>
    public static EqlValue Extension(in EqlValue value)
    {
        string text = value.AsText();
        int dot = text.IndexOf(Separator) < 0 ? -1 : text.LastIndexOf('.');
        return dot < 0 ? default : Part(text, dot + 1, text.Length - dot - 1);
    }

    private static EqlValue Part(string text, int start, int length) =>
        length == 0 ? default : EqlValue.From(text.Substring(start, length));
}
