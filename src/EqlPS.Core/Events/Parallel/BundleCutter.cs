using System.Runtime.ExceptionServices;

namespace EqlPS.Events.Parallel;

/// <summary>
/// Takes what one thread reads in one go: many small sources, or a block of a large one. To hand over each small one by itself would
/// cost as much as reading it.
/// </summary>
/// <param name="items">The blocks of all inputs.</param>
internal sealed class BundleCutter(IEnumerable<CutItem> items) : IDisposable
{
    private const int FullSize = 512 * 1024;
    private const int MostItems = 64;

    private readonly IEnumerator<CutItem> _items = items.GetEnumerator();
    private ExceptionDispatchInfo? _fault;

    /// <summary>The next bundle; empty at the end.</summary>
    public List<CutItem> Next()
    {
        _fault?.Throw();
        var bundle = new List<CutItem>();
        try
        {
            int size = 0;
            while (size < FullSize && bundle.Count < MostItems && _items.MoveNext())
            {
                CutItem item = _items.Current;
                bundle.Add(item);
                size += item.Block?.ByteCount ?? 0;
                if (item.IsSlow || item.Block is { IsStretch: true })
                {
                    break;
                }
            }
        }
        catch (Exception error) when (bundle.Count > 0)
        {
            // What was cut before counts.
            _fault = ExceptionDispatchInfo.Capture(error);
        }

        return bundle;
    }

    public void Dispose() => _items.Dispose();
}
