using EqlPS.Mappings.Files;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>
/// The programs of a plan by channel, provider and event id, compiled when first met. Ids that no file names share one program, names
/// that come and go are forgotten, and long ones are never remembered, so no log can make the table grow.
/// </summary>
internal sealed class ProgramTable<TProgram>(MappingSet set, Func<IReadOnlyList<MappingFile>, string, TProgram> compile)
    where TProgram : class
{
    private const int MostNamePairs = 1024;

    // In characters; no channel, provider or id that Windows has is half as long. The files for longer ones are looked for each time.
    private const int LongestName = 256;

    /// <summary>Stands for all ids that no file names.</summary>
    private const string AnyOtherId = "";

    private readonly Dictionary<(string Channel, string Provider), FileGroup> _byNames = [];
    private readonly Dictionary<string, FileGroup> _byFiles = new(StringComparer.Ordinal);
    private string? _lastChannel;
    private string? _lastProvider;
    private FileGroup? _last;
    private string? _lastId;
    private TProgram? _lastProgram;

    /// <summary>The program of a record.</summary>
    public TProgram For(in EqlValue channel, in EqlValue provider, in EqlValue eventId)
    {
        FileGroup? last = _last;
        FileGroup group = GroupOf(TextOf(channel), TextOf(provider));
        string id = TextOf(eventId);
        if (ReferenceEquals(group, last) && string.Equals(id, _lastId, StringComparison.Ordinal))
        {
            return _lastProgram!;
        }

        string asked = id;
        if (!group.Programs.TryGetValue(id, out TProgram? program))
        {
            id = group.Ids.Contains(id) ? id : AnyOtherId;
            if (!group.Programs.TryGetValue(id, out program))
            {
                group.Programs.Add(id, program = compile(group.Files, id));
            }
        }

        if (ReferenceEquals(group, _last))
        {
            (_lastId, _lastProgram) = (asked.Length <= LongestName ? asked : null, program);
        }

        return program;
    }

    /// <summary>The characters of all names that are remembered.</summary>
    internal long RememberedLength => _byNames.Keys.Sum(names => (long)names.Channel.Length + names.Provider.Length)
        + (_lastChannel?.Length ?? 0) + (_lastProvider?.Length ?? 0) + (_lastId?.Length ?? 0);

    private static string TextOf(in EqlValue value) =>
        value.Kind == EqlValueKind.Text ? value.AsText() : TextForm.Of(value) ?? string.Empty;

    private FileGroup GroupOf(string channel, string provider)
    {
        if (_last is not null && string.Equals(channel, _lastChannel, StringComparison.Ordinal)
            && string.Equals(provider, _lastProvider, StringComparison.Ordinal))
        {
            return _last;
        }

        if (channel.Length > LongestName || provider.Length > LongestName)
        {
            return GroupOf(set.FilesFor(channel, provider));
        }

        if (!_byNames.TryGetValue((channel, provider), out FileGroup? group))
        {
            group = GroupOf(set.FilesFor(channel, provider));
            if (_byNames.Count == MostNamePairs)
            {
                _byNames.Clear();
            }

            _byNames.Add((channel, provider), group);
        }

        (_lastChannel, _lastProvider, _last) = (channel, provider, group);
        return group;
    }

    private FileGroup GroupOf(IReadOnlyList<MappingFile> files)
    {
        string key = string.Join("\n", files.Select(f => f.Name));
        if (!_byFiles.TryGetValue(key, out FileGroup? group))
        {
            _byFiles.Add(key, group = new FileGroup(files));
        }

        return group;
    }

    private sealed class FileGroup(IReadOnlyList<MappingFile> files)
    {
        public IReadOnlyList<MappingFile> Files { get; } = files;

        /// <summary>The ids that some rule names.</summary>
        public HashSet<string> Ids { get; } = new(files.SelectMany(f => f.NamedIds), StringComparer.Ordinal);

        public Dictionary<string, TProgram> Programs { get; } = new(StringComparer.Ordinal);
    }
}
