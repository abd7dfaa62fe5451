using System.Runtime.InteropServices;

namespace EqlPS.Hunting.Kept;

/// <summary>
/// Bytes that are appended once and read at any time: in memory up to a budget, the rest in a temporary file, which has lost its name or
/// loses it with the process, so that nothing is left behind however the process ends.
/// </summary>
/// <remarks>
/// One thread appends; any thread may read. Whoever still needs something of it holds a reference: the file goes with the last one.
/// </remarks>
internal sealed class SpillStore
{
    /// <summary>What is kept in memory unless said otherwise.</summary>
    public const long DefaultBudget = 4 * 1024 * 1024;

    private const int ChunkSize = 1024 * 1024;
    private const int FileBuffer = 64 * 1024;

    private readonly List<byte[]> _chunks = [];
    private readonly long _budget;
    private readonly object _gate = new();
    private FileStream? _file;

    /// <param name="budget">The most bytes to keep in memory, rounded up to whole chunks.</param>
    public SpillStore(long budget = DefaultBudget) => _budget = (budget + ChunkSize - 1) / ChunkSize * ChunkSize;

    /// <summary>What lies here, as a plural phrase for messages.</summary>
    public string Holds { get; init; } = "the events that rules may still need";

    /// <summary>What can be done where nothing can be written, as a phrase for messages.</summary>
    public string Advice { get; init; } = "hunt with fewer rules or files";

    /// <summary>Bytes appended so far: where the next ones go.</summary>
    public long Length { get; private set; }

    /// <summary>Whether a temporary file was needed.</summary>
    public bool HasFile => _file is not null;

    /// <summary>Appends bytes and gives their place.</summary>
    /// <exception cref="StoreException">The temporary file cannot be written.</exception>
    public long Append(byte[] bytes, int count)
    {
        lock (_gate)
        {
            long start = Length;
            int done = 0;
            while (done < count && Length < _budget)
            {
                int within = (int)(Length % ChunkSize);
                if (within == 0)
                {
                    _chunks.Add(new byte[ChunkSize]);
                }

                int part = Math.Min(ChunkSize - within, count - done);
                Buffer.BlockCopy(bytes, done, _chunks[_chunks.Count - 1], within, part);
                done += part;
                Length += part;
            }

            if (done < count)
            {
                AppendToFile(bytes, done, count - done);
            }

            return start;
        }
    }

    /// <summary>Reads bytes that were appended.</summary>
    public void Read(long position, byte[] destination, int count)
    {
        lock (_gate)
        {
            int done = 0;
            while (done < count && position < _budget)
            {
                int within = (int)(position % ChunkSize);
                int part = Math.Min(ChunkSize - within, count - done);
                Buffer.BlockCopy(_chunks[(int)(position / ChunkSize)], within, destination, done, part);
                done += part;
                position += part;
            }

            if (done < count)
            {
                ReadFromFile(position, destination, done, count - done);
            }
        }
    }

    private void AppendToFile(byte[] bytes, int start, int count)
    {
        try
        {
            _file ??= CreateFile();
            Seek(Length - _budget);
            _file.Write(bytes, start, count);
            Length += count;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{Holds} do not fit into memory, and the temporary file in "
                + $"{Path.GetTempPath()} cannot be written: {error.Message.TrimEnd('.')}; make room there, name another folder in TMPDIR "
                + $"or TEMP, or {Advice}", error);
        }
    }

    private void ReadFromFile(long position, byte[] destination, int start, int count)
    {
        Seek(position - _budget);
        while (count > 0)
        {
            int read = _file!.Read(destination, start, count);
            if (read == 0)
            {
                throw new StoreException("the temporary file was cut", new EndOfStreamException());
            }

            start += read;
            count -= read;
        }
    }

    // Even a move to where the file stands empties its buffer.
    private void Seek(long position)
    {
        if (_file!.Position != position)
        {
            _file.Position = position;
        }
    }

    // Readable for its owner alone: it holds what the logs hold.
    private static FileStream CreateFile()
    {
        string path = Path.GetTempFileName();
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileBuffer,
            FileOptions.DeleteOnClose);
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            File.Delete(path);
        }

        return file;
    }
}
