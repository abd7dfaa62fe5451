using System.Collections.ObjectModel;

namespace EqlPS.Objects;

/// <summary>Values of a result. Unlike an array it is a text that says what it holds, in cells of CSV for instance.</summary>
public sealed class EqlList<T> : ReadOnlyCollection<T>
{
    private readonly Func<T, string?> _show;

    internal EqlList(IEnumerable<T> items, Func<T, string?> show)
        : base(items.ToArray()) => _show = show;

    /// <summary>The number of values, as arrays have it.</summary>
    public int Length => Count;

    /// <summary>The values, with commas between.</summary>
    public override string ToString() => string.Join(", ", this.Select(_show));
}
