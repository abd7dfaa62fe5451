using System.Globalization;

namespace EqlPS.Events.Records;

/// <summary>How JSON names the data of an event that has no name: <c>paramN</c>, where N is its position.</summary>
internal static class DataNames
{
    private const string Parameter = "param";

    /// <summary>The position that a JSON name stands for, or null.</summary>
    public static int? PositionOf(string jsonName) =>
        jsonName.StartsWith(Parameter, StringComparison.Ordinal)
        && int.TryParse(jsonName.Substring(Parameter.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int position)
        && position > 0 ? position : null;

    /// <summary>The JSON name of a data name or of a position <c>#N</c>.</summary>
    public static string JsonNameOf(string name) =>
        name.StartsWith("#", StringComparison.Ordinal) ? Parameter + name.Substring(1) : name;
}
