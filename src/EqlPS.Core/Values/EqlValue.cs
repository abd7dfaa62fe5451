using EqlPS.Platform;

namespace EqlPS.Values;

/// <summary>A value of a field or an expression, without boxing: 24 bytes that hold a kind and its content.</summary>
[HotPath]
internal readonly struct EqlValue : IEquatable<EqlValue>
{
    private readonly object? _reference;
    private readonly long _bits;
    private readonly int _extra;
    private readonly EqlValueKind _kind;

    private EqlValue(EqlValueKind kind, object? reference, long bits, int extra = 0)
    {
        _kind = kind;
        _reference = reference;
        _bits = bits;
        _extra = extra;
    }

    public static EqlValue Null => default;

    public static EqlValue True { get; } = new(EqlValueKind.Boolean, null, 1);

    public static EqlValue False { get; } = new(EqlValueKind.Boolean, null, 0);

    public EqlValueKind Kind => _kind;

    public bool IsNull => _kind == EqlValueKind.Null;

    public bool IsTrue => _kind == EqlValueKind.Boolean && _bits != 0;

    public bool IsNumber => _kind is EqlValueKind.Integer or EqlValueKind.UnsignedInteger or EqlValueKind.Double;

    public bool IsWholeNumber => _kind is EqlValueKind.Integer or EqlValueKind.UnsignedInteger;

    public static EqlValue From(bool value) => value ? True : False;

    public static EqlValue From(long value) => new(EqlValueKind.Integer, null, value);

    public static EqlValue From(ulong value) =>
        value <= long.MaxValue ? From((long)value) : new(EqlValueKind.UnsignedInteger, null, unchecked((long)value));

    public static EqlValue From(double value) => new(EqlValueKind.Double, null, BitConverter.DoubleToInt64Bits(value));

    public static EqlValue From(string? value) => value is null ? default : new(EqlValueKind.Text, value, 0);

    public static EqlValue From(Timestamp value) => new(EqlValueKind.Date, null, value.Ticks, value.Nanoseconds);

    public static EqlValue From(IpAddress value) => new(EqlValueKind.Ip, value, 0);

    public static EqlValue From(VersionValue value) => new(EqlValueKind.Version, value, 0);

    /// <summary>Several values of one field. The items stay where they are: a reader may keep all lists of an event in one array.</summary>
    /// <param name="items">Holds the items; none of them is null or a list.</param>
    /// <param name="start">Index of the first item.</param>
    /// <param name="count">Number of items; 0 gives null, 1 gives the item itself.</param>
    public static EqlValue List(EqlValue[] items, int start, int count) => count switch
    {
        0 => default,
        1 => items[start],
        _ => new EqlValue(EqlValueKind.List, items, start, count),
    };

    public bool AsBoolean() => _bits != 0;

    public long AsInteger() => _bits;

    public ulong AsUnsigned() => unchecked((ulong)_bits);

    /// <summary>Any number as a double, rounded where it has more digits than a double holds.</summary>
    public double AsDouble() => _kind switch
    {
        EqlValueKind.Integer => _bits,
        EqlValueKind.UnsignedInteger => unchecked((ulong)_bits),
        _ => BitConverter.Int64BitsToDouble(_bits),
    };

    public string AsText() => (string)_reference!;

    public Timestamp AsDate() => Timestamp.FromTicks(_bits, _extra);

    public IpAddress AsIp() => (IpAddress)_reference!;

    public VersionValue AsVersion() => (VersionValue)_reference!;

    /// <summary>The items of a list.</summary>
    public ReadOnlySpan<EqlValue> AsList() => new((EqlValue[])_reference!, (int)_bits, _extra);

    /// <summary>The value itself, or each item of a list; nothing for null.</summary>
    public int Count => _kind switch
    {
        EqlValueKind.Null => 0,
        EqlValueKind.List => _extra,
        _ => 1,
    };

    /// <summary>The item at an index below <see cref="Count"/>; the value itself when it is no list.</summary>
    public EqlValue ItemAt(int index) => _kind == EqlValueKind.List ? ((EqlValue[])_reference!)[(int)_bits + index] : this;

    /// <summary>Equality as join keys need it: numbers by value whatever their width, text exactly, null equal to null.</summary>
    public bool Equals(EqlValue other) => ValueOrder.Compare(this, other) == 0;

    public override bool Equals(object? obj) => obj is EqlValue other && Equals(other);

    public override int GetHashCode() => ValueOrder.Hash(this);

    /// <summary>The text form of the value, as <c>string()</c> gives it; <c>null</c> for null. For debugging and messages.</summary>
    public override string ToString() => TextForm.Of(this) ?? "null";
}
