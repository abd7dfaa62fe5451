using System.Reflection;
using EqlPS.Evaluation;
using EqlPS.Mappings.Accounts;
using EqlPS.Mappings.Compilation;
using EqlPS.Mappings.Files;
using EqlPS.Mappings.Layouts;

namespace EqlPS.Mappings;

/// <summary>The mapping files of a run: immutable, loaded once, shared by all threads.</summary>
internal sealed class MappingSet
{
    private const string ResourcePrefix = "EqlPS.Mappings.Data.";

    private static readonly Lazy<MappingSet> Shared = new(LoadBuiltIn);
    private static readonly Lazy<MappingSet> SharedEnvelope = new(() => new MappingSet(BuiltIn.Files.Where(f => f.IsCommon).ToArray()));

    private MappingSet(IReadOnlyList<MappingFile> files, IAccounts? accounts = null)
    {
        Accounts = accounts;

        // What all channels have in common stands behind what one channel says.
        Files = [.. files.Where(f => !f.IsCommon), .. files.Where(f => f.IsCommon)];
        UserDataNames = Files.SelectMany(f => f.UserData).Distinct(StringComparer.Ordinal).ToArray();
        foreach (KeyValuePair<string, IReadOnlyList<string>> entry in Files.SelectMany(f => f.Objects))
        {
            ObjectParts[entry.Key] = entry.Value;
        }
    }

    /// <summary>The files that the program brings.</summary>
    public static MappingSet BuiltIn => Shared.Value;

    /// <summary>Only what all channels have in common: the envelope that winlogbeat gives a record.</summary>
    public static MappingSet Envelope => SharedEnvelope.Value;

    /// <summary>In the order in which they are asked: those for single channels first.</summary>
    public IReadOnlyList<MappingFile> Files { get; }

    /// <summary>Knows the SIDs of accounts that are not the same everywhere; null if nothing does.</summary>
    internal IAccounts? Accounts { get; }

    /// <summary>Names of elements below UserData whose values can be asked for.</summary>
    internal IReadOnlyList<string> UserDataNames { get; }

    /// <summary>Fields that are lists of objects, and the names of their parts.</summary>
    internal Dictionary<string, IReadOnlyList<string>> ObjectParts { get; } = new(StringComparer.Ordinal);

    /// <summary>The built-in files and a user's own, which stand behind them or, where they say so, take their place.</summary>
    public static MappingLoadResult Load(IReadOnlyList<MappingSource> own)
    {
        List<MappingDiagnostic> findings = [];
        List<MappingFile> files = [.. BuiltIn.Files];
        foreach (MappingSource source in own)
        {
            if (MappingFileReader.Read(source.Content, source.Path, findings) is MappingFile file)
            {
                files.RemoveAll(f => file.Replaces.Contains(f.Name));
                files.Add(file);
            }
        }

        ReferenceCheck.Check(files, findings);
        return new MappingLoadResult(findings.Count == 0 ? new MappingSet(files) : null, findings);
    }

    /// <summary>The same files, and something that knows the SIDs of accounts.</summary>
    /// <param name="accounts">Asked by all threads.</param>
    public MappingSet With(IAccounts accounts) => new(Files, accounts);

    /// <summary>
    /// A plan that fills the slots of some ECS fields from raw records. It holds caches, so each thread makes its own.
    /// </summary>
    public MappingPlan Create(FieldTable wanted, MappingProfile profile) => new(this, wanted, profile);

    /// <summary>
    /// The names of an event's values in the order in which they stand without names; null if no file knows that many values of it.
    /// </summary>
    internal DataLayout? LayoutFor(string? channel, string? provider, string? eventId, string? version, int count)
    {
        if (LayoutTable.BuiltIn.Find(provider ?? string.Empty, eventId ?? string.Empty, version, count) is DataLayout layout)
        {
            return layout;
        }

        EventDefinition? definition = FilesFor(channel, provider).SelectMany(f => f.Events)
            .FirstOrDefault(e => e.Id == eventId && e.Fields.Count == count && count > 0);
        return definition is null ? null : DataLayout.Of(definition.Fields);
    }

    /// <summary>The files for a record, most particular first.</summary>
    internal IReadOnlyList<MappingFile> FilesFor(string? channel, string? provider) =>
        Files.Where(f => f.IsFor(channel, provider)).ToArray();

    private static MappingSet LoadBuiltIn()
    {
        List<MappingDiagnostic> findings = [];
        List<MappingFile> files = [];
        Assembly assembly = typeof(MappingSet).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().OrderBy(n => n, StringComparer.Ordinal))
        {
            if (name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            {
                using Stream stream = assembly.GetManifestResourceStream(name)!;
                using var content = new MemoryStream();
                stream.CopyTo(content);
                if (MappingFileReader.Read(content.ToArray(), name.Substring(ResourcePrefix.Length), findings) is MappingFile file)
                {
                    files.Add(file);
                }
            }
        }

        ReferenceCheck.Check(files, findings);
        return findings.Count == 0
            ? new MappingSet(files)
            : throw new InvalidOperationException(string.Join(Environment.NewLine, findings));
    }
}
