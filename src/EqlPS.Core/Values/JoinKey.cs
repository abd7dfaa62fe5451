using EqlPS.Execution;

namespace EqlPS.Values;

/// <summary>The values of a sequence's or sample's join fields for one event; null is a value only where the field is optional.</summary>
internal sealed class JoinKey : IEquatable<JoinKey>, IComparable<JoinKey>
{
    /// <summary>The key of a query without join fields.</summary>
    public static readonly JoinKey Empty = new([]);

    private readonly EqlValue[] _values;

    // 0 until somebody asks: most keys are written down and never compared.
    private int _hash;

    private readonly LongText?[]? _long;

    /// <summary>Takes the array as its own; the values are not lists.</summary>
    public JoinKey(EqlValue[] values) => _values = values;

    /// <summary>
    /// A key of which long texts are not held on to. It is compared with such keys only, and never with one that holds on to them.
    /// </summary>
    /// <param name="values">The values, with stand-ins for long texts; taken as its own.</param>
    /// <param name="longTexts">What they stand for, null for what is no stand-in; null if none is. Taken as its own.</param>
    public JoinKey(EqlValue[] values, LongText?[]? longTexts)
        : this(values) => _long = longTexts;

    /// <summary>The values; long texts are read anew each time.</summary>
    public IReadOnlyList<EqlValue> Values => _long is null
        ? _values
        : _values.Select((value, i) => _long[i] is LongText text ? EqlValue.From(text.Read()) : value).ToArray();

    public bool Equals(JoinKey? other) => other is not null && GetHashCode() == other.GetHashCode() && CompareLightly(other) == 0;

    public override bool Equals(object? obj) => Equals(obj as JoinKey);

    public override int GetHashCode() => _hash != 0 ? _hash : _hash = HashOf(_values);

    /// <summary>The same key, of which long texts lie elsewhere.</summary>
    /// <param name="keep">Takes a long text.</param>
    public JoinKey Kept(Func<string, LongText> keep)
    {
        if (_long is not null || !Array.Exists(_values, IsLong))
        {
            return this;
        }

        LongText?[] longTexts = Array.ConvertAll(_values, value => IsLong(value) ? keep(value.AsText()) : null);
        IEnumerable<EqlValue> values = _values.Zip(longTexts, (value, text) => text is null ? value : EqlValue.From(text.StandIn));
        return new JoinKey(values.ToArray(), longTexts);
    }

    /// <summary>Value by value in the order of <see cref="ValueOrder"/>; null first.</summary>
    public int CompareTo(JoinKey? other) => other is null ? 1 : Compare(other, isLight: false);

    /// <summary>An order of keys that reads no long texts; equal are the same keys as by <see cref="CompareTo"/>.</summary>
    public int CompareLightly(JoinKey other) => Compare(other, isLight: true);

    public override string ToString() => string.Join(", ", Values);

    private int Compare(JoinKey other, bool isLight)
    {
        for (int i = 0; i < Math.Min(_values.Length, other._values.Length); i++)
        {
            int order = isLight
                ? ValueOrder.Compare(_values[i], other._values[i])
                : LongText.Compare(_values[i], _long?[i], other._values[i], other._long?[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return _values.Length.CompareTo(other._values.Length);
    }

    private static bool IsLong(EqlValue value) => value.Kind == EqlValueKind.Text && value.AsText().Length > LongText.LongestKept;

    private static int HashOf(EqlValue[] values)
    {
        int hash = 0;
        foreach (EqlValue value in values)
        {
            hash = unchecked((hash * 31) + value.GetHashCode());
        }

        return hash;
    }
}
