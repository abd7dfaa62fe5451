using EqlPS.Evaluation;
using EqlPS.Patterns;
using EqlPS.Values;

namespace EqlPS.Execution.Pipes;

/// <summary>The values by which a pipe groups results; text that differs only in case is the same.</summary>
internal sealed class CaseInsensitiveKey : IEquatable<CaseInsensitiveKey>
{
    private readonly int _hash;

    private CaseInsensitiveKey(EqlValue[] values)
    {
        Values = values;
        foreach (EqlValue value in values)
        {
            _hash = unchecked((_hash * 31) + Hash(value));
        }
    }

    /// <summary>The values as they were spelled.</summary>
    public EqlValue[] Values { get; }

    /// <summary>Reads the values of a result.</summary>
    public static CaseInsensitiveKey Of(EqlResult result, IReadOnlyList<Func<EqlResult, EqlValue>> keys)
    {
        var values = new EqlValue[keys.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = keys[i](result);
        }

        return new CaseInsensitiveKey(values);
    }

    /// <summary>A key of which long values are not held on to: equal to such keys of equal values, and to nothing else.</summary>
    public CaseInsensitiveKey Short()
    {
        EqlValue[] values = ShortKey.Of(Values);
        return values == Values ? this : new CaseInsensitiveKey(values);
    }

    /// <summary>The order of single values: that of <see cref="ValueOrder"/>, but text regardless of case.</summary>
    public static int Compare(in EqlValue left, in EqlValue right)
    {
        if (left.Kind == EqlValueKind.Text && right.Kind == EqlValueKind.Text)
        {
            return CaseFolding.Compare(left.AsText().AsSpan(), right.AsText().AsSpan());
        }

        if (left.Kind != EqlValueKind.List || right.Kind != EqlValueKind.List)
        {
            return ValueOrder.Compare(left, right);
        }

        for (int i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            int order = Compare(left.ItemAt(i), right.ItemAt(i));
            if (order != 0)
            {
                return order;
            }
        }

        return left.Count.CompareTo(right.Count);
    }

    /// <summary>Value by value in the order of <see cref="Compare(in EqlValue, in EqlValue)"/>; both of one length.</summary>
    public static int Compare(EqlValue[] left, EqlValue[] right)
    {
        for (int i = 0; i < left.Length; i++)
        {
            int order = Compare(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    public bool Equals(CaseInsensitiveKey? other) => other is not null && _hash == other._hash && Compare(Values, other.Values) == 0;

    public override bool Equals(object? obj) => Equals(obj as CaseInsensitiveKey);

    public override int GetHashCode() => _hash;

    private static int Hash(in EqlValue value) =>
        value.Kind == EqlValueKind.Text ? FoldedTextComparer.Instance.GetHashCode(value.AsText()) : ValueOrder.Hash(value);
}
