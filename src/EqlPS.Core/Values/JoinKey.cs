namespace EqlPS.Values;

/// <summary>The values of a sequence's or sample's join fields for one event; null is a value only where the field is optional.</summary>
internal sealed class JoinKey : IEquatable<JoinKey>, IComparable<JoinKey>
{
    /// <summary>The key of a query without join fields.</summary>
    public static readonly JoinKey Empty = new([]);

    private readonly EqlValue[] _values;

    // 0 until somebody asks: most keys are written down and never compared.
    private int _hash;

    /// <summary>Takes the array as its own; the values are not lists.</summary>
    public JoinKey(EqlValue[] values) => _values = values;

    public IReadOnlyList<EqlValue> Values => _values;

    public bool Equals(JoinKey? other) => other is not null && GetHashCode() == other.GetHashCode() && CompareTo(other) == 0;

    public override bool Equals(object? obj) => Equals(obj as JoinKey);

    public override int GetHashCode() => _hash != 0 ? _hash : _hash = HashOf(_values);

    /// <summary>Value by value in the order of <see cref="ValueOrder"/>; null first.</summary>
    public int CompareTo(JoinKey? other)
    {
        if (other is null)
        {
            return 1;
        }

        for (int i = 0; i < Math.Min(_values.Length, other._values.Length); i++)
        {
            int order = ValueOrder.Compare(_values[i], other._values[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return _values.Length.CompareTo(other._values.Length);
    }

    private static int HashOf(EqlValue[] values)
    {
        int hash = 0;
        foreach (EqlValue value in values)
        {
            hash = unchecked((hash * 31) + value.GetHashCode());
        }

        return hash;
    }

    public override string ToString() => string.Join(", ", _values);
}
