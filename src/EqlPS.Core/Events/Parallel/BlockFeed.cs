using EqlPS.Events.Input;

namespace EqlPS.Events.Parallel;

/// <summary>Opens inputs one after the other and cuts them: the work of one thread at a time.</summary>
internal static class BlockFeed
{
    /// <summary>The blocks, and between them the steps that need no reading.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="size">How large blocks are; null for the usual size.</param>
    /// <param name="numbers">Numbers the sources.</param>
    public static IEnumerable<CutItem> Of(IEnumerable<InputSource> inputs, BlockSize? size, SourceNumbers numbers)
    {
        foreach (InputSource input in inputs)
        {
            var losses = new InputLossLog();
            var refused = new List<SourceRefused>();
            foreach (EventBlock block in Blocks(input, losses, size, refused))
            {
                foreach (SourceRefused step in Take(refused))
                {
                    yield return new CutItem(null, step, false);
                }

                if (block.Number == 0)
                {
                    block.Source.Number = numbers.Next();
                    yield return new CutItem(null, new SourceBegun(block.Source), false);
                }

                yield return new CutItem(block, null, !input.IsRepeatable);
            }

            foreach (SourceRefused step in Take(refused))
            {
                yield return new CutItem(null, step, false);
            }

            yield return new CutItem(null, new InputRead(input, losses), false);
        }
    }

    private static SourceRefused[] Take(List<SourceRefused> steps)
    {
        if (steps.Count == 0)
        {
            return [];
        }

        SourceRefused[] taken = steps.ToArray();
        steps.Clear();
        return taken;
    }

    private static IEnumerable<EventBlock> Blocks(InputSource input, InputLossLog losses, BlockSize? size, List<SourceRefused> refused)
    {
        using IEnumerator<EventSource>? sources = Try(() => EventSources.Open(input, losses).GetEnumerator(), input.Name, refused);
        while (sources is not null && TryMove(sources, input.Name, refused))
        {
            // A member that is no log does not keep the others from being read.
            EventSource source = sources.Current;
            bool isRead = false;
            using IEnumerator<EventBlock>? blocks = Try(() => source.Blocks(size).GetEnumerator(), source.Name, refused);
            while (blocks is not null && TryMove(blocks, source.Name, refused))
            {
                isRead |= blocks.Current.IsStretch;
                yield return blocks.Current;
            }

            // A block that reads the stream closes it.
            if (!isRead)
            {
                source.Dispose();
            }
        }
    }

    private static bool TryMove<T>(IEnumerator<T> items, string name, List<SourceRefused> refused) =>
        Try(() => items.MoveNext() ? items : null, name, refused) is not null;

    private static T? Try<T>(Func<T?> open, string name, List<SourceRefused> refused)
        where T : class
    {
        try
        {
            return open();
        }
        catch (Exception error) when (error is InputException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            refused.Add(new SourceRefused(name, error is InputException ? error.Message : $"{name}: {error.Message}"));
            return null;
        }
    }
}
