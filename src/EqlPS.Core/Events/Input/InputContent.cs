namespace EqlPS.Events.Input;

/// <summary>One unpacked stretch of input: a file's content, or that of one archive member. Text in it is UTF-8.</summary>
internal sealed class InputContent(string name, PeekStream stream, InputTroubles troubles, Func<Stream>? reopen) : IDisposable
{
    /// <summary>The path as given; for an archive member <c>archive.zip!member</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The bytes; taken over by whoever reads them.</summary>
    public PeekStream Stream { get; } = stream;

    public InputFormat Format { get; } = FormatRecogniser.Recognise(stream.Beginning);

    /// <summary>What goes wrong below the level of records; grows while the stream is read.</summary>
    public InputTroubles Troubles { get; } = troubles;

    /// <summary>Opens the same bytes once more from the beginning; null where that cannot be done.</summary>
    public Func<Stream>? Reopen { get; } = reopen;

    public void Dispose() => Stream.Dispose();
}
