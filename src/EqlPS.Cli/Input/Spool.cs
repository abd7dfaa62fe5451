using Microsoft.Win32.SafeHandles;

namespace EqlPS.Cli.Input;

/// <summary>
/// Lets a stream be read twice: a pipe is copied to a temporary file, and a file is opened again. The copy has lost its name, or loses it
/// with the process, so that nothing is left behind however the process ends.
/// </summary>
internal sealed class Spool(Func<Stream> open) : IDisposable
{
    private SafeFileHandle? _file;
    private long _length;

    /// <summary>The content from the beginning; the first call reads a stream that can be read only once to its end.</summary>
    public Stream Open()
    {
        if (_file is null)
        {
            Stream input = open();
            if (input.CanSeek)
            {
                return input;
            }

            _file = Copy(input);
        }

        return new View(_file, _length);
    }

    public void Dispose() => _file?.Dispose();

    private SafeFileHandle Copy(Stream input)
    {
        using Stream source = input;
        string path = Path.GetTempFileName();
        SafeFileHandle file = File.OpenHandle(
            path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.DeleteOnClose);
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(path);
            }

            byte[] buffer = new byte[256 * 1024];
            int read;
            while ((read = source.Read(buffer)) > 0)
            {
                RandomAccess.Write(file, buffer.AsSpan(0, read), _length);
                _length += read;
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the file from its beginning and leaves it open.</summary>
    private sealed class View(SafeFileHandle file, long length) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = RandomAccess.Read(file, buffer.AsSpan(offset, count), _position);
            _position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
