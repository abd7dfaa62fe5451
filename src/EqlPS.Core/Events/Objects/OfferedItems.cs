using System.Collections;

namespace EqlPS.Events.Objects;

/// <summary>The object that was offered, and the items of lists within it, one after the other.</summary>
internal sealed class OfferedItems
{
    // Lists in lists; more is no way to hand over events.
    private const int DeepestList = 16;

    private readonly Stack<IEnumerator> _lists = new();
    private object? _offered;
    private bool _isOffered;

    /// <summary>The number of the object offered last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Takes an object; what was left of the one before is dropped.</summary>
    public void Offer(object? item)
    {
        Close();
        _offered = item;
        _isOffered = true;
        Number++;
    }

    /// <summary>Goes into a list that was given as an item; false if it stands too deep.</summary>
    public bool TryEnter(IEnumerable list)
    {
        if (_lists.Count == DeepestList)
        {
            return false;
        }

        _lists.Push(list.GetEnumerator());
        return true;
    }

    /// <summary>Moves to the next item; false if there is none.</summary>
    /// <param name="item">The item, which may be null.</param>
    /// <param name="fault">Why a list cannot be read to its end; there is no item then, but there may be more.</param>
    public bool TryNext(out object? item, out string? fault)
    {
        fault = null;
        item = _offered;
        _offered = null;
        if (_isOffered)
        {
            _isOffered = false;
            return true;
        }

        while (_lists.Count > 0)
        {
            try
            {
                if (_lists.Peek().MoveNext())
                {
                    item = _lists.Peek().Current;
                    return true;
                }
            }
            catch (InvalidOperationException error)
            {
                fault = $"a list cannot be read to its end: {error.Message}";
            }

            (_lists.Pop() as IDisposable)?.Dispose();
            if (fault is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Drops all lists.</summary>
    public void Close()
    {
        while (_lists.Count > 0)
        {
            (_lists.Pop() as IDisposable)?.Dispose();
        }
    }
}
