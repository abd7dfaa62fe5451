using System.Collections;

namespace EqlPS.Events.Objects;

/// <summary>The items of a list or dictionary within an object, whose code may be anybody's.</summary>
internal readonly struct ObjectItems : IDisposable
{
    private readonly IEnumerator _items;

    /// <exception cref="ObjectAccessException">The list cannot be read.</exception>
    public ObjectItems(IEnumerable list)
    {
        try
        {
            _items = list is IDictionary dictionary ? dictionary.GetEnumerator() : list.GetEnumerator();
        }
        catch (InvalidOperationException error)
        {
            throw Unreadable(error);
        }
    }

    /// <summary>Moves to the next item; false at the end.</summary>
    /// <exception cref="ObjectAccessException">The list cannot be read to its end.</exception>
    public bool TryNext(out object? item)
    {
        try
        {
            bool hasItem = _items.MoveNext();
            item = hasItem ? _items.Current : null;
            return hasItem;
        }
        catch (InvalidOperationException error)
        {
            throw Unreadable(error);
        }
    }

    /// <summary>Moves to the next entry of a dictionary; false at the end.</summary>
    /// <exception cref="ObjectAccessException">The dictionary cannot be read to its end.</exception>
    public bool TryNextEntry(out object? key, out object? value)
    {
        if (!TryNext(out _))
        {
            (key, value) = (null, null);
            return false;
        }

        DictionaryEntry entry = ((IDictionaryEnumerator)_items).Entry;
        (key, value) = (entry.Key, entry.Value);
        return true;
    }

    public void Dispose() => (_items as IDisposable)?.Dispose();

    private static ObjectAccessException Unreadable(InvalidOperationException error) =>
        new($"a list cannot be read to its end: {error.Message}", error);
}
