using System.Globalization;
using System.Text.Json;
using EqlPS.Cli.Output;
using EqlPS.Events.Input;
using EqlPS.Schema;

namespace EqlPS.Cli.Input;

/// <summary>
/// The sources of a run with their mappings. What can be read only once is put aside in a temporary file where it is needed twice.
/// </summary>
internal sealed class SourceSet : IDisposable
{
    private const int LargestMapping = 64 * 1024 * 1024;

    private readonly List<InputSource> _sources = [];
    private readonly List<Spool> _spools = [];

    private SourceSet()
    {
    }

    public IReadOnlyList<InputSource> Sources => _sources;

    /// <summary>Expands the paths; one that leads nowhere is reported and left out.</summary>
    /// <exception cref="UsageException">A mapping cannot be used, or standard input is asked for twice.</exception>
    public static SourceSet Open(string[] paths, string[] mappings, string timestampField, CliConsole console, RunReport report)
    {
        if (mappings.Length > 1 && mappings.Length != paths.Length)
        {
            throw new UsageException(
                "--mapping is given once for all paths, or once for each: "
                + $"there are {mappings.Length} mappings for {Text.Count(paths.Length, "path")}");
        }

        if (paths.Count(p => p == InputPaths.StandardInput) > 1)
        {
            throw new UsageException("standard input (-) can be read only once");
        }

        FieldSchema[] schemas = mappings.Length == 0
            ? [FieldSchema.Open(timestampField)]
            : mappings.Select(m => ReadMapping(m, timestampField)).ToArray();
        var set = new SourceSet();
        for (int i = 0; i < paths.Length; i++)
        {
            set.Add(paths[i], schemas[schemas.Length == 1 ? 0 : i], console, report);
        }

        return set;
    }

    public void Dispose() => _spools.ForEach(s => s.Dispose());

    private void Add(string path, FieldSchema schema, CliConsole console, RunReport report)
    {
        foreach (string file in InputFiles.Find(path, report))
        {
            _sources.Add(SourceOf(file, schema, console));
        }
    }

    // Only a mapping needs the events twice: to see which undeclared fields they have, and to search them.
    private InputSource SourceOf(string file, FieldSchema schema, CliConsole console)
    {
        InputSource source = file == InputPaths.StandardInput
            ? new InputSource(file, console.OpenInput, schema)
            : InputSource.OfFile(file, schema);
        if (!schema.IsClosed)
        {
            return source;
        }

        var spool = new Spool(source.Open);
        _spools.Add(spool);
        return source with { Open = spool.Open, IsFile = false };
    }

    private static FieldSchema ReadMapping(string path, string timestampField)
    {
        try
        {
            return MappingReader.Read(SmallFile.Read(path, LargestMapping), timestampField);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the mapping {path} cannot be read: {error.Message}", error);
        }
        catch (FormatException error)
        {
            throw new UsageException($"the mapping {path} cannot be used: {ReasonOf(error)}", error);
        }
    }

    private static string ReasonOf(FormatException error) => error.InnerException is JsonException json
        ? string.Create(
            CultureInfo.InvariantCulture, $"it is no valid JSON at line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}")
        : error.Message;
}
