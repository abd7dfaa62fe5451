namespace EqlPS.Functions;

/// <summary>What a function takes in one place of its argument list.</summary>
internal enum ParameterType
{
    Any,
    Text,
    Number,
    WholeNumber,
    Boolean,

    /// <summary>An IP address, or text that is one.</summary>
    Ip,

    /// <summary>The text of an IP address or CIDR block.</summary>
    CidrBlock,
}
