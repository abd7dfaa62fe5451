using EqlPS.Toml;

namespace EqlPS.Mappings.Layouts;

/// <summary>Reads a file of layouts: a provider, and for each event id and version the names of its values, parted by commas.</summary>
internal static class LayoutReader
{
    private static readonly char[] Blanks = [' ', '\n', '\r', '\t'];

    /// <summary>The layouts of a file that the program brings.</summary>
    /// <exception cref="InvalidOperationException">The file is faulty, which only a mistake in the program's making can cause.</exception>
    public static List<LayoutEntry> Read(ReadOnlySpan<byte> utf8, string name)
    {
        TomlDocument document = TomlDocument.Parse(utf8);
        if (document.Root is not TomlTable root || !root.TryGet("provider", out TomlValue? provider) || provider.Text is null
            || !root.TryGet("events", out TomlValue? events) || events.Table is null)
        {
            throw new InvalidOperationException($"{name} is no file of layouts: {document.Error?.Message}");
        }

        var entries = new List<LayoutEntry>();
        foreach (TomlEntry id in events.Table)
        {
            foreach (TomlEntry version in id.Value.Table ?? throw Fault(name, id))
            {
                if (version.Value.Text is string text)
                {
                    entries.Add(Entry(provider.Text, id.Key, version.Key, text));
                    continue;
                }

                foreach (TomlValue order in version.Value.Array ?? throw Fault(name, version))
                {
                    entries.Add(Entry(provider.Text, id.Key, version.Key, order.Text ?? throw Fault(name, version)));
                }
            }
        }

        return entries;
    }

    private static LayoutEntry Entry(string provider, string eventId, string version, string names) =>
        new(provider, eventId, version, DataLayout.Of(names.Split(',').Select(OneLine).ToArray()));

    // A name with blanks may go over the end of a line.
    private static string OneLine(string name) => string.Join(" ", name.Split(Blanks, StringSplitOptions.RemoveEmptyEntries));

    private static InvalidOperationException Fault(string name, TomlEntry entry) =>
        new($"{name}:{entry.KeyPosition}: the names of an event's values are expected");
}
