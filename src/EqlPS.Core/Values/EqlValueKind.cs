namespace EqlPS.Values;

/// <summary>What an <see cref="EqlValue"/> holds. The order is the order of join keys of different kinds.</summary>
internal enum EqlValueKind : byte
{
    /// <summary>No value: the field is absent, null or empty, or an expression has no result.</summary>
    Null,
    Boolean,

    /// <summary>A whole number that fits 64 bits with sign.</summary>
    Integer,

    /// <summary>A whole number above <see cref="long.MaxValue"/>.</summary>
    UnsignedInteger,
    Double,
    Text,
    Date,
    Ip,
    Version,

    /// <summary>Several values of one field; never empty, never nested, no nulls.</summary>
    List,
}
