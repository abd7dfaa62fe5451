using System.Management.Automation;
using EqlPS.Completion;
using EqlPS.Errors;
using EqlPS.Events;
using EqlPS.Events.Flat;
using EqlPS.Evaluation;
using EqlPS.Input;
using EqlPS.Mappings;
using EqlPS.Platform;

namespace EqlPS;

/// <summary>A command that reads events of files and live logs.</summary>
public abstract class EqlEventCmdlet : EqlCmdlet, IInputReport
{
    private protected const string ByInput = "InputObject";
    private protected const string ByPath = "Path";
    private protected const string ByLiteralPath = "LiteralPath";
    private protected const string ByLogName = "LogName";

    private const int MostShownLosses = 5;
    private const int MostShownZones = 5;

    private readonly List<string> _files = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private PathResolver? _paths;
    private int _unknownZones;

    /// <summary>Files and folders of events, of any format that is understood; wildcards are expanded.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public virtual string[] Path { get; set; } = [];

    /// <summary>Files and folders, their names taken as they stand.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [Alias("LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Names of logs of this computer, read with the session's <c>Get-WinEvent</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLogName)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LogNameCompleter))]
    public string[] LogName { get; set; } = [];

    /// <summary>Mapping files that add to the built-in ones, or replace parts of them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] FieldMap { get; set; } = [];

    /// <summary>Make events exactly as Elastic's integrations do.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    private protected virtual ReadingMode Mode => Exact ? ReadingMode.Exact : ReadingMode.Default;

    /// <summary>Files that were named so far, and those of the pipeline, each once.</summary>
    private protected IReadOnlyList<string> Files => _files;

    private protected EventReaders CreateReaders(FieldTable fields) =>
        new(fields, Mode, new EqlQueryOptions().TimestampField, LoadFieldMaps());

    // The logs of this computer name accounts that the system can tell the identifiers of.
    private protected MappingSet? LoadFieldMaps()
    {
        MappingSet? mappings = FieldMaps.Load(FieldMap, SessionState);
        return ParameterSetName == ByLogName && WindowsAccounts.Open() is WindowsAccounts accounts
            ? (mappings ?? MappingSet.BuiltIn).With(accounts)
            : mappings;
    }

    /// <summary>Finds the files that the parameters name.</summary>
    private protected void FindFiles()
    {
        bool isLiteral = ParameterSetName == ByLiteralPath;
        foreach (string path in isLiteral ? LiteralPath : Path)
        {
            AddFiles(path, isLiteral);
        }
    }

    /// <summary>Adds what a listing such as <c>Get-ChildItem</c> gave; false if the object is no file.</summary>
    private protected bool TryAddFile(object? item)
    {
        if ((item is PSObject wrapper ? wrapper.BaseObject : item) is not FileSystemInfo file)
        {
            return false;
        }

        AddFiles(file.FullName, isLiteral: true);
        return true;
    }

    void IInputReport.Unreadable(string path, string message) =>
        Report(ErrorIds.InputUnreadable, message, ErrorCategory.ReadError, path);

    void IInputReport.Losses(string source, InputLossLog losses) => ReportLosses(source, losses);

    void IInputReport.Offsets(string source, IReadOnlyList<TimeOffset> offsets) => ReportOffsets(source, offsets);

    // What is certain is for those who ask; what was guessed is for everybody.
    private protected void ReportOffsets(string source, IReadOnlyList<TimeOffset> offsets)
    {
        foreach (TimeOffset offset in offsets)
        {
            string text = Visible.Line($"{source}: {TimeOffsetTexts.Of(offset)}");
            if (offset.Ticks is not null || ++_unknownZones > MostShownZones + 1)
            {
                WriteVerbose(text);
            }
            else if (_unknownZones <= MostShownZones)
            {
                WriteWarning(text);
            }
            else
            {
                WriteWarning("No Sysmon event tells the zone of the times of more hosts; -Verbose names them.");
                WriteVerbose(text);
            }
        }
    }

    private protected void ReportLosses(string source, InputLossLog losses)
    {
        if (losses.Count == 0)
        {
            return;
        }

        IEnumerable<string> shown = losses.First.Take(MostShownLosses)
            .Select(loss => FormattableString.Invariant($"{loss.Location.Record}: {loss.Reason}"));
        string what = losses.Count == 1 ? "1 record" : FormattableString.Invariant($"{losses.Count} records");
        string more = losses.Count > MostShownLosses ? "; ..." : string.Empty;
        Report(ErrorIds.RecordsUnreadable, $"{source}: {what} could not be read. Record {string.Join("; ", shown)}{more}",
            ErrorCategory.InvalidData, source);
    }

    private void AddFiles(string path, bool isLiteral)
    {
        _paths ??= new PathResolver(SessionState, WriteError);
        foreach (string found in _paths.Resolve(path, isLiteral))
        {
            _files.AddRange(InputFiles.Expand(found, this).Where(_known.Add));
        }
    }
}
