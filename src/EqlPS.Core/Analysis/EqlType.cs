namespace EqlPS.Analysis;

/// <summary>The static type of an expression or field.</summary>
internal enum EqlType
{
    /// <summary>Known only at run time: a field without a mapping.</summary>
    Any,
    Null,
    Boolean,
    Number,
    Text,
    Date,
    Ip,
    Version,

    /// <summary>A mapped type that EQL cannot use, such as a geo point.</summary>
    Unsupported,
}
