namespace EqlPS.Mappings;

/// <summary>Source paths that mapping itself knows, and how generic fields of the envelope lead to source paths.</summary>
internal static class RawPaths
{
    public const string EventData = "EventData/";
    public const string UserData = "UserData/";
    public const string Channel = "System/Channel";
    public const string Provider = "System/Provider/@Name";
    public const string EventId = "System/EventID";
    public const string Task = "RenderingInfo/Task";

    /// <summary>Prefix of the fields that hold what stands below EventData.</summary>
    public const string EventDataField = "winlog.event_data.";

    /// <summary>Prefix of the fields that hold what stands in the element below UserData.</summary>
    public const string UserDataField = "winlog.user_data.";

    /// <summary>Holds the name of the element below UserData.</summary>
    public const string UserDataName = "winlog.user_data.xml_name";

    private const string PositionName = "param";

    /// <summary>
    /// The names below EventData that can hold the value of a field below <see cref="EventDataField"/>: its own, the position that a name
    /// like <c>param3</c> stands for, and the one with blanks for which underscores stand.
    /// </summary>
    public static IReadOnlyList<string> EventDataNames(string name)
    {
        if (name.StartsWith(PositionName, StringComparison.Ordinal) && IsPosition(name.AsSpan(PositionName.Length)))
        {
            return [name, "#" + name.Substring(PositionName.Length)];
        }

        return name.IndexOf('_') > 0 ? [name, name.Replace('_', ' ')] : [name];
    }

    /// <summary>The name that a value below EventData has in the document.</summary>
    public static string FieldName(string eventDataName) =>
        eventDataName.Length > 1 && eventDataName[0] == '#' && IsPosition(eventDataName.AsSpan(1))
            ? PositionName + eventDataName.Substring(1)
        : eventDataName.IndexOf(' ') < 0 ? eventDataName
        : eventDataName.Replace(' ', '_');

    /// <summary>The source paths that can hold the value of a field below <see cref="UserDataField"/>.</summary>
    public static IEnumerable<string> UserDataSources(string field, IReadOnlyList<string> elements)
    {
        string rest = field.Substring(UserDataField.Length).Replace('.', '/');
        return elements.Select(element => UserData + element + "/" + rest);
    }

    private static bool IsPosition(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (c is < '0' or > '9')
            {
                return false;
            }
        }

        return text.Length is > 0 and <= 6 && text[0] != '0';
    }
}
