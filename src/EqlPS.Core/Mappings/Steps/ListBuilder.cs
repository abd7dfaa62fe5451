using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>Gathers the items of a list value.</summary>
internal struct ListBuilder
{
    // A record holds at most 64 KB of text, so more items are no event.
    private const int MostItems = 65_536;

    private EqlValue[]? _items;

    public int Count { get; private set; }

    public void Add(string item) => Add(EqlValue.From(item));

    /// <summary>Adds a value, or each item of a list; null adds nothing.</summary>
    public void Add(in EqlValue value)
    {
        if (value.Kind == EqlValueKind.List)
        {
            foreach (EqlValue item in value.AsList())
            {
                Add(item);
            }
        }
        else if (!value.IsNull && Count < MostItems)
        {
            _items ??= new EqlValue[4];
            if (Count == _items.Length)
            {
                Array.Resize(ref _items, Count * 2);
            }

            _items[Count++] = value;
        }
    }

    /// <summary>The list; one item is itself, none is null.</summary>
    public readonly EqlValue ToValue() => Count == 0 ? default : EqlValue.List(_items!, 0, Count);
}
