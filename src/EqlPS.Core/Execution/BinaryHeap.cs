namespace EqlPS.Execution;

/// <summary>A priority queue whose first item is the least one by a given order.</summary>
internal sealed class BinaryHeap<T>(Comparison<T> order)
{
    private readonly List<T> _items = [];

    public int Count => _items.Count;

    /// <summary>The least item; only when <see cref="Count"/> is not 0.</summary>
    public T First => _items[0];

    /// <summary>The items in no particular order.</summary>
    public IReadOnlyList<T> Items => _items;

    public void Add(T item)
    {
        _items.Add(item);
        MoveUp(_items.Count - 1);
    }

    public T RemoveFirst()
    {
        T first = _items[0];
        int last = _items.Count - 1;
        _items[0] = _items[last];
        _items.RemoveAt(last);
        MoveDown(0);
        return first;
    }

    /// <summary>Puts an item in the place of the least one.</summary>
    public void ReplaceFirst(T item)
    {
        _items[0] = item;
        MoveDown(0);
    }

    /// <summary>Removes all items that a condition picks, in linear time.</summary>
    public void RemoveAll(Predicate<T> condition)
    {
        _items.RemoveAll(condition);
        for (int i = (_items.Count / 2) - 1; i >= 0; i--)
        {
            MoveDown(i);
        }
    }

    public void Clear() => _items.Clear();

    private void MoveUp(int index)
    {
        T item = _items[index];
        while (index > 0)
        {
            int parent = (index - 1) / 2;
            if (order(item, _items[parent]) >= 0)
            {
                break;
            }

            _items[index] = _items[parent];
            index = parent;
        }

        _items[index] = item;
    }

    private void MoveDown(int index)
    {
        if (index >= _items.Count)
        {
            return;
        }

        T item = _items[index];
        while (true)
        {
            int child = (2 * index) + 1;
            if (child >= _items.Count)
            {
                break;
            }

            if (child + 1 < _items.Count && order(_items[child + 1], _items[child]) < 0)
            {
                child++;
            }

            if (order(item, _items[child]) <= 0)
            {
                break;
            }

            _items[index] = _items[child];
            index = child;
        }

        _items[index] = item;
    }
}
