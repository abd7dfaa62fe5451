using EqlPS.Events;

namespace EqlPS.Hunting.Files;

/// <summary>What the thread that opens inputs tells the one that gives the results, in reading order.</summary>
internal abstract record FileWork
{
    /// <summary>A source begins.</summary>
    internal sealed record Begin(string Name) : FileWork;

    /// <summary>A block of it, which some worker reads.</summary>
    internal sealed record Block(BlockWork Work) : FileWork;

    /// <summary>It has no more blocks.</summary>
    internal sealed record End(EventSource Source) : FileWork;

    /// <summary>An input or one of its sources cannot be read at all.</summary>
    internal sealed record Failure(string Name, string Message) : FileWork;

    /// <summary>An input has no more sources.</summary>
    internal sealed record InputEnd(string Name, InputLossLog Losses) : FileWork;

    /// <summary>Something went wrong that no bad input explains.</summary>
    internal sealed record Fault(Exception Error) : FileWork;
}
