using System.Globalization;
using System.IO.Compression;

namespace EqlPS.Events.Input;

/// <summary>
/// Opens a source down to what it really holds: unpacks gzip and zip, both by content and one archive within another at most, and turns
/// UTF-16 into UTF-8. What cannot be opened is counted; the rest is still given.
/// </summary>
internal sealed class InputOpener
{
    private const int MostLayers = 2;

    private readonly InputLossLog _losses;
    private readonly UnpackLimits _limits;
    private readonly bool _isRepeatable;

    private InputOpener(InputLossLog losses, UnpackLimits limits, bool isRepeatable)
    {
        _losses = losses;
        _limits = limits;
        _isRepeatable = isRepeatable;
    }

    /// <summary>
    /// The contents of a source, in the order of its archive. Each must be disposed before the next is taken: members of an archive share
    /// its stream.
    /// </summary>
    /// <param name="source">A file or standard input.</param>
    /// <param name="losses">Receives what cannot be opened.</param>
    /// <param name="limits">When packed input is taken for a bomb; null for the usual limits.</param>
    /// <exception cref="InputException">The source itself cannot be opened.</exception>
    public static IEnumerable<InputContent> Open(InputSource source, InputLossLog losses, UnpackLimits? limits = null)
    {
        var opener = new InputOpener(losses, limits ?? UnpackLimits.Default, source.IsRepeatable);
        var layer = new InputLayer(source.Name, source.Open, new InputTroubles(), 0);
        try
        {
            return opener.Open(layer, source.Open());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InputException($"{source.Name}: {error.Message}", error);
        }
    }

    private IEnumerable<InputContent> Open(InputLayer layer, Stream stream)
    {
        var peek = new PeekStream(new GuardedStream(stream, layer.Troubles), FormatRecogniser.SampleSize);
        if (FormatRecogniser.IsGzip(peek.Beginning))
        {
            return layer.Depth == MostLayers ? Refuse(layer, peek) : Open(layer.Unpacked(OpenGzip), OpenGzip(peek, layer.Troubles));
        }

        if (FormatRecogniser.IsZip(peek.Beginning))
        {
            return layer.Depth == MostLayers ? Refuse(layer, peek) : OpenArchive(layer, stream, peek);
        }

        return [Text(layer, peek)];
    }

    private InputContent Text(InputLayer layer, PeekStream peek)
    {
        bool isUtf16 = FormatRecogniser.IsUtf16(peek.Beginning, out bool isBigEndian);
        PeekStream utf8 = isUtf16 ? new PeekStream(new Utf16Stream(peek, isBigEndian, layer.Troubles), FormatRecogniser.SampleSize) : peek;
        Func<Stream>? reopen = null;
        if (_isRepeatable)
        {
            // Troubles were or will be reported by the first reading.
            reopen = () => isUtf16 ? new Utf16Stream(layer.Open(), isBigEndian, new InputTroubles()) : layer.Open();
        }

        return new InputContent(layer.Name, utf8, layer.Troubles, reopen);
    }

    private Stream OpenGzip(Stream packed, InputTroubles troubles)
    {
        var counter = new CountingStream(packed);
        var unpacker = new GZipStream(counter, CompressionMode.Decompress);
        return new UnpackedStream(unpacker, () => counter.Count, _limits, troubles, produced => counter.LastFour <= produced);
    }

    private IEnumerable<InputContent> OpenArchive(InputLayer layer, Stream stream, PeekStream peek)
    {
        Stream? seekable = stream.CanSeek ? stream : Spool(layer, peek);
        if (seekable is null)
        {
            yield break;
        }

        using ZipArchive? archive = TryOpenArchive(layer, seekable);
        if (archive is null)
        {
            yield break;
        }

        for (int i = 0; i < archive.Entries.Count; i++)
        {
            if (i == _limits.MostMembers)
            {
                Lose(layer.Name, $"the archive has more than {Number(_limits.MostMembers)} members; the rest is not read");
                yield break;
            }

            foreach (InputContent content in OpenMember(layer, archive.Entries[i], i))
            {
                yield return content;
            }
        }
    }

    private IEnumerable<InputContent> OpenMember(InputLayer layer, ZipArchiveEntry member, int index)
    {
        string name = $"{layer.Name}!{member.FullName}";
        if (member.FullName.EndsWith("/", StringComparison.Ordinal) || member.FullName.EndsWith("\\", StringComparison.Ordinal))
        {
            return [];
        }

        var inner = new InputLayer(name, () => Reopen(layer, index), new InputTroubles(), layer.Depth + 1);
        Stream? unpacked = TryOpen(member, inner.Troubles);
        if (unpacked is null)
        {
            inner.Troubles.MoveTo(_losses, new EventLocation(name, 0, 0));
            return [];
        }

        return Open(inner, unpacked);
    }

    private UnpackedStream? TryOpen(ZipArchiveEntry member, InputTroubles troubles)
    {
        try
        {
            long packed = member.CompressedLength;
            return new UnpackedStream(member.Open(), () => packed, _limits, troubles);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException)
        {
            troubles.Add($"the archive member cannot be read: {error.Message.TrimEnd('.')}");
            return null;
        }
    }

    private ZipArchive? TryOpenArchive(InputLayer layer, Stream seekable)
    {
        try
        {
            seekable.Position = 0;
            var archive = new ZipArchive(seekable, ZipArchiveMode.Read);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            seekable.Dispose();
            Lose(layer.Name, $"the zip archive is damaged: {error.Message.TrimEnd('.')}");
            return null;
        }
    }

    // Opens a member a second time, in an archive of its own: the first may still be read.
    private Stream Reopen(InputLayer layer, int index)
    {
        Stream stream = layer.Open();
        if (!stream.CanSeek)
        {
            stream = Spool(layer, stream) ?? throw new IOException("the archive is too large to be opened again");
        }

        var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        ZipArchiveEntry member = archive.Entries[index];
        long packed = member.CompressedLength;
        return new OwningStream(new UnpackedStream(member.Open(), () => packed, _limits, new InputTroubles()), archive);
    }

    private FileStream? Spool(InputLayer layer, Stream stream)
    {
        using (stream)
        {
            string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            var file = new FileStream(
                path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
            byte[] buffer = new byte[64 * 1024];
            int read;
            while ((read = stream.Read(buffer, 0, buffer.Length)) > 0)
            {
                file.Write(buffer, 0, read);
                if (file.Length > _limits.MostSpooledBytes)
                {
                    file.Dispose();
                    Lose(layer.Name, $"the archive is larger than {Number(_limits.MostSpooledBytes)} bytes and cannot be read in place");
                    return null;
                }
            }

            return file;
        }
    }

    private InputContent[] Refuse(InputLayer layer, PeekStream peek)
    {
        peek.Dispose();
        Lose(layer.Name, "archives are unpacked one within another, not deeper");
        return [];
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void Lose(string name, string reason) => _losses.Add(new EventLocation(name, 0, 0), reason);
}
