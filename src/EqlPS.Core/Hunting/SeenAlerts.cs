using System.Globalization;
using System.Text;

namespace EqlPS.Hunting;

/// <summary>
/// The alerts that earlier runs gave, kept in a file, so that runs over overlapping input give each alert once. Each id is on disk as soon
/// as its alert is out, so a run that is killed loses nothing; the file never grows beyond a limit.
/// </summary>
/// <remarks>
/// An id is noted twice: as begun before its alert is written, as done after. A run that was killed in between leaves one id that is only
/// begun; whether its alert got out cannot be known, so it is given again, and <see cref="Uncertain"/> names it. Where alerts are appended
/// to a file, its length is noted with what is begun, so that the alert can be taken back.
/// </remarks>
internal sealed class SeenAlerts : IDisposable
{
    /// <summary>The ids kept unless said otherwise: a month of alerts of a busy place.</summary>
    public const int DefaultLimit = 100_000;

    private const string Header = "# alerts already given by eqlps; do not edit";
    private const string Begun = "?";
    private const int IdLength = 64;
    private const long LargestFile = 100_000_000;

    private readonly HashSet<string> _ids;
    private readonly FileStream _file;

    private SeenAlerts(HashSet<string> ids, string? uncertain, long? lengthBefore, FileStream file)
    {
        _ids = ids;
        _file = file;
        Uncertain = uncertain;
        LengthBeforeUncertain = lengthBefore;
    }

    /// <summary>The alert of which a killed run may or may not have been able to write all; null after a run that was not killed.</summary>
    public string? Uncertain { get; }

    /// <summary>How long the file of alerts was before that alert was written to it, in bytes; null if there was no such file.</summary>
    public long? LengthBeforeUncertain { get; }

    public int Count => _ids.Count;

    /// <summary>Opens the file, or makes it, and keeps other runs out of it until disposed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most ids to keep; the oldest go first.</param>
    /// <exception cref="IOException">The file cannot be read or written, is something else, or belongs to a run that still goes
    /// on.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read or written.</exception>
    public static SeenAlerts Open(string path, int limit = DefaultLimit)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("it is a folder");
        }

        var ids = new List<string>();
        string? begun = null;
        if (File.Exists(path) && new FileInfo(path).Length > 0)
        {
            ids = Load(path, out begun);
        }

        if (ids.Count > limit)
        {
            ids.RemoveRange(0, ids.Count - limit);
        }

        Replace(path, ids, begun);
        var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 1);
        string? uncertain = begun?.Substring(Begun.Length, IdLength);
        string? noted = begun?.Substring(Begun.Length + IdLength);
        bool hasLength = long.TryParse(noted, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out long length);
        return new SeenAlerts(new HashSet<string>(ids, StringComparer.Ordinal), uncertain, hasLength ? length : null, file);
    }

    /// <summary>Whether the alert was given before.</summary>
    public bool Contains(string id) => _ids.Contains(id);

    /// <summary>Says that the alert is about to be written.</summary>
    /// <param name="id">The alert.</param>
    /// <param name="length">The length of the file that it is appended to; null if it goes elsewhere.</param>
    public void Begin(string id, long? length = null) =>
        Append(length is null ? Begun + id : string.Concat(Begun, id, " ", length.Value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Says that the alert is out.</summary>
    public void Complete(string id)
    {
        Append(id);
        _ids.Add(id);
    }

    public void Dispose() => _file.Dispose();

    private static List<string> Load(string path, out string? begun)
    {
        // Opened for writing too: a run that still goes on holds the file against that.
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        if (file.Length > LargestFile)
        {
            throw new IOException($"{path} is too large to be a list of alerts");
        }

        using var reader = new StreamReader(file, Encoding.UTF8);
        if (reader.ReadLine() != Header)
        {
            throw new IOException($"{path} exists and is not a list of alerts; name another file");
        }

        var ids = new List<string>();
        begun = null;
        while (reader.ReadLine() is string line)
        {
            // A line that was cut short by a kill says nothing: what it was about comes again.
            if (line.Length >= IdLength + Begun.Length && line.StartsWith(Begun, StringComparison.Ordinal))
            {
                begun = line;
            }
            else if (line.Length == IdLength)
            {
                ids.Add(line);
                begun = null;
            }
        }

        return ids;
    }

    // Written beside the file and moved over it, so that there is always one whole list.
    private static void Replace(string path, List<string> ids, string? begun)
    {
        string temporary = path + ".new";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        using (var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" })
        {
            writer.WriteLine(Header);
            foreach (string id in ids)
            {
                writer.WriteLine(id);
            }

            if (begun?.Length > Begun.Length + IdLength)
            {
                // A run that is killed before it has taken the alert back leaves that to the next.
                writer.WriteLine(begun);
            }

            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        if (File.Exists(path))
        {
            File.Replace(temporary, path, null);
        }
        else
        {
            File.Move(temporary, path);
        }
    }

    private void Append(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
        _file.Write(bytes, 0, bytes.Length);
        _file.Flush();
    }
}
