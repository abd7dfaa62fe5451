using System.IO.Compression;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>
/// The JSON lines of a folder. Packed files are unpacked to a temporary folder first: what is compared is reading, not inflating.
/// </summary>
internal sealed class LogFolder : IDisposable
{
    private readonly DirectoryInfo? _unpacked;

    public LogFolder(string folder)
    {
        string[] packed = Directory.GetFiles(folder, "*.gz");
        if (packed.Length > 0)
        {
            _unpacked = Directory.CreateTempSubdirectory("eqlps-benchmark-");
            Array.ForEach(packed, Unpack);
        }

        Path = _unpacked?.FullName ?? folder;
        Files = FilesOf(Path);
    }

    /// <summary>Where the files lie unpacked.</summary>
    public string Path { get; }

    public string[] Files { get; }

    /// <summary>Bytes of all files.</summary>
    public long Length => Files.Sum(f => new FileInfo(f).Length);

    public static string[] FilesOf(string folder) => Directory.GetFiles(folder)
        .Where(f => System.IO.Path.GetExtension(f) is ".json" or ".ndjson" or ".jsonl").Order(StringComparer.Ordinal).ToArray();

    public void Dispose() => _unpacked?.Delete(recursive: true);

    private void Unpack(string file)
    {
        using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using FileStream copy = File.Create(System.IO.Path.Combine(_unpacked!.FullName, System.IO.Path.GetFileNameWithoutExtension(file)));
        stream.CopyTo(copy);
    }
}
