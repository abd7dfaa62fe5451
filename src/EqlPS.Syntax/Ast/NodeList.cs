using System.Collections;
using EqlPS.Platform;

namespace EqlPS.Ast;

/// <summary>An immutable list that compares by its items, so that records holding it compare by structure.</summary>
internal sealed class NodeList<T> : IReadOnlyList<T>, IEquatable<NodeList<T>>
{
    public static readonly NodeList<T> Empty = new([]);

    private readonly T[] _items;

    public NodeList(IEnumerable<T> items) => _items = items.ToArray();

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    // Trees that nest deep do so through lists, so it is enough to look after the stack here.
    public bool Equals(NodeList<T>? other)
    {
        if (other is null || Count != other.Count)
        {
            return false;
        }

        return StackGuard.HasRoom ? ItemsEqual(other) : StackGuard.OnFreshStack(ItemsEqual, other);
    }

    public override bool Equals(object? obj) => Equals(obj as NodeList<T>);

    public override int GetHashCode() => StackGuard.HasRoom ? HashItems(this) : StackGuard.OnFreshStack(HashItems, this);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int HashItems(NodeList<T> list)
    {
        int hash = list._items.Length;
        foreach (T item in list._items)
        {
            hash = unchecked((hash * 31) + (item?.GetHashCode() ?? 0));
        }

        return hash;
    }

    private bool ItemsEqual(NodeList<T> other)
    {
        for (int i = 0; i < _items.Length; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(_items[i], other._items[i]))
            {
                return false;
            }
        }

        return true;
    }
}
