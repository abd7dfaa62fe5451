namespace EqlPS.Values;

/// <summary>A number of the language: a 64-bit integer or a double. The two stay apart, since arithmetic and text differ.</summary>
internal readonly struct NumberValue : IEquatable<NumberValue>
{
    private readonly double _double;

    public NumberValue(long value)
    {
        IsInteger = true;
        Integer = value;
    }

    public NumberValue(double value) => _double = value;

    /// <summary>Whether this is a 64-bit integer.</summary>
    public bool IsInteger { get; }

    /// <summary>The integer; 0 for a double.</summary>
    public long Integer { get; }

    /// <summary>The double, or the integer widened to the nearest one.</summary>
    public double Double => IsInteger ? Integer : _double;

    /// <summary>
    /// Whether both are of the same kind and the same number; NaN equals itself and the zeros are one, so that this can be a key.
    /// </summary>
    public bool Equals(NumberValue other) => IsInteger == other.IsInteger && Integer == other.Integer && _double.Equals(other._double);

    public override bool Equals(object? obj) => obj is NumberValue other && Equals(other);

    public override int GetHashCode() => IsInteger ? Integer.GetHashCode()
        : double.IsNaN(_double) || _double == 0 ? 1 : _double.GetHashCode() ^ 1;

    /// <summary>The text the language prints: <c>42</c> or <c>42.0</c>.</summary>
    public override string ToString() => IsInteger ? NumberText.Format(Integer) : NumberText.Format(_double);
}
