using EqlPS.Events.Evtx;

namespace EqlPS.Benchmarks.Evtx;

/// <summary>One large log made of many: a temporary file of all their chunks that are in use, again and again.</summary>
internal sealed class LargeLog : IDisposable
{
    private LargeLog(string path) => Path = path;

    public string Path { get; }

    /// <summary>Writes the log.</summary>
    /// <param name="files">Where the chunks are from; the file header is that of the first.</param>
    /// <param name="times">How often all of them stand in it. Records keep their numbers.</param>
    public static LargeLog Create(IReadOnlyList<string> files, int times)
    {
        string path = System.IO.Path.GetTempFileName();
        using FileStream log = File.Create(path);
        log.Write(File.ReadAllBytes(files[0]).AsSpan(0, EvtxFileHeader.Size));
        for (int i = 0; i < times; i++)
        {
            foreach (string file in files)
            {
                byte[] bytes = File.ReadAllBytes(file);
                for (int at = EvtxFileHeader.Size; at + EvtxChunk.Size <= bytes.Length; at += EvtxChunk.Size)
                {
                    if (bytes.AsSpan(at).StartsWith(EvtxChunkHeader.Signature))
                    {
                        log.Write(bytes, at, EvtxChunk.Size);
                    }
                }
            }
        }

        return new LargeLog(path);
    }

    public void Dispose() => File.Delete(Path);
}
