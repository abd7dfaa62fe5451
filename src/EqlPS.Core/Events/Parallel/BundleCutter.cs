using System.Runtime.ExceptionServices;
using EqlPS.Events.Input;

namespace EqlPS.Events.Parallel;

/// <summary>
/// Takes what one thread reads in one go: some small files, which it opens itself, or a block of a large one. To hand over each small file
/// by itself would cost as much as reading it.
/// </summary>
/// <param name="inputs">The inputs of the run.</param>
/// <param name="size">How large blocks are; null for the usual size.</param>
internal sealed class BundleCutter(IReadOnlyList<InputSource> inputs, BlockSize? size) : IDisposable
{
    private const int FullSize = 512 * 1024;
    private const int MostItems = 64;

    // A log of the size that Windows gives it at first is one.
    private const int LargestSmallFile = 1280 * 1024;

    private readonly SourceNumbers _numbers = new();
    private IEnumerator<CutItem>? _items;
    private int _next;
    private ExceptionDispatchInfo? _fault;

    /// <summary>The next bundle; null at the end.</summary>
    public BlockBundle? Next()
    {
        _fault?.Throw();
        while (_items is not null || _next < inputs.Count)
        {
            if (_items is null && TakeSmallFiles() is { Count: > 0 } files)
            {
                return new BlockBundle(BlockFeed.Of(files, size, _numbers));
            }

            _items ??= BlockFeed.Of([inputs[_next++]], size, _numbers).GetEnumerator();
            if (Cut(_items) is { Count: > 0 } cut)
            {
                return new BlockBundle(cut);
            }

            _items.Dispose();
            _items = null;
        }

        return null;
    }

    public void Dispose() => _items?.Dispose();

    private List<InputSource> TakeSmallFiles()
    {
        var files = new List<InputSource>();
        long sum = 0;
        while (_next < inputs.Count && files.Count < MostItems && sum < FullSize && inputs[_next].FileSize() is long length
            && length <= LargestSmallFile)
        {
            sum += length;
            files.Add(inputs[_next++]);
        }

        return files;
    }

    private List<CutItem> Cut(IEnumerator<CutItem> items)
    {
        var cut = new List<CutItem>();
        try
        {
            int sum = 0;
            while (sum < FullSize && cut.Count < MostItems && items.MoveNext())
            {
                CutItem item = items.Current;
                cut.Add(item);
                sum += item.Block?.ByteCount ?? 0;
                if (item.IsSlow || item.Block is { IsStretch: true })
                {
                    break;
                }
            }
        }
        catch (Exception error) when (cut.Count > 0)
        {
            // What was cut before counts.
            _fault = ExceptionDispatchInfo.Capture(error);
        }

        return cut;
    }
}
