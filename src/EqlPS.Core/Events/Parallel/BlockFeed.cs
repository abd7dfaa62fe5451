using EqlPS.Events.Input;

namespace EqlPS.Events.Parallel;

/// <summary>Opens inputs one after the other and cuts them: the work of one thread.</summary>
internal static class BlockFeed
{
    /// <summary>Blocks, each owned by who takes it, and between them the steps that need no reading.</summary>
    public static IEnumerable<(EventBlock? Block, BlockStep? Step)> Of(IEnumerable<InputSource> inputs, BlockSize? size)
    {
        foreach (InputSource input in inputs)
        {
            var losses = new InputLossLog();
            var refused = new List<BlockStep>();
            foreach (EventBlock block in Blocks(input, losses, size, refused))
            {
                foreach (BlockStep step in Take(refused))
                {
                    yield return (null, step);
                }

                yield return (block, null);
            }

            foreach (BlockStep step in Take(refused))
            {
                yield return (null, step);
            }

            yield return (null, new InputRead(input, losses));
        }
    }

    private static BlockStep[] Take(List<BlockStep> steps)
    {
        BlockStep[] taken = steps.ToArray();
        steps.Clear();
        return taken;
    }

    private static IEnumerable<EventBlock> Blocks(InputSource input, InputLossLog losses, BlockSize? size, List<BlockStep> refused)
    {
        using IEnumerator<EventSource>? sources = Try(() => EventSources.Open(input, losses).GetEnumerator(), refused);
        while (sources is not null && sources.MoveNext())
        {
            EventSource source = sources.Current;

            // A member that is no log does not keep the others from being read.
            using IEnumerator<EventBlock>? blocks = Try(() => source.Blocks(size).GetEnumerator(), refused);
            while (blocks is not null && blocks.MoveNext())
            {
                yield return blocks.Current;
            }
        }
    }

    private static T? Try<T>(Func<T> open, List<BlockStep> refused)
        where T : class
    {
        try
        {
            return open();
        }
        catch (InputException error)
        {
            refused.Add(new SourceRefused(error.Message));
            return null;
        }
    }
}
