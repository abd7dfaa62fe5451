using System.Reflection;

namespace EqlPS.Mappings.Layouts;

/// <summary>The layouts that the program brings, loaded when a record without names is first met.</summary>
internal sealed class LayoutTable
{
    private const string ResourcePrefix = "EqlPS.Mappings.Layouts.";

    private static readonly Lazy<LayoutTable> Shared = new(Load);

    private readonly Dictionary<(string Provider, string EventId), List<LayoutEntry>> _entries = [];

    /// <summary>The layouts that the program brings.</summary>
    public static LayoutTable BuiltIn => Shared.Value;

    /// <summary>All layouts, in the order of their files.</summary>
    public IEnumerable<LayoutEntry> Entries => _entries.Values.SelectMany(e => e);

    /// <summary>
    /// The layout of an event with a number of values: that of its version if there is one, or else of the version that has as many. Null
    /// if none has.
    /// </summary>
    public DataLayout? Find(string provider, string eventId, string? version, int count)
    {
        DataLayout? found = null;
        if (_entries.TryGetValue((provider, eventId), out List<LayoutEntry>? entries))
        {
            foreach (LayoutEntry entry in entries)
            {
                if (entry.Layout.Count == count && (found is null || entry.Version == version))
                {
                    found = entry.Layout;
                }
            }
        }

        return found;
    }

    private static LayoutTable Load()
    {
        var table = new LayoutTable();
        Assembly assembly = typeof(LayoutTable).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().OrderBy(n => n, StringComparer.Ordinal))
        {
            if (!name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            {
                continue;
            }

            using Stream stream = assembly.GetManifestResourceStream(name)!;
            using var content = new MemoryStream();
            stream.CopyTo(content);
            foreach (LayoutEntry entry in LayoutReader.Read(content.ToArray(), name))
            {
                table.Add(entry);
            }
        }

        return table;
    }

    private void Add(LayoutEntry entry)
    {
        if (!_entries.TryGetValue((entry.Provider, entry.EventId), out List<LayoutEntry>? entries))
        {
            _entries.Add((entry.Provider, entry.EventId), entries = []);
        }

        entries.Add(entry);
    }
}
