namespace EqlPS.Evaluation;

/// <summary>Why an expression had no value for an event, where Elasticsearch would have failed the whole request.</summary>
internal enum FaultKind
{
    /// <summary>A whole number was divided by zero.</summary>
    DivisionByZero,

    /// <summary>A whole number left the range of 64 bits.</summary>
    NumberOverflow,

    /// <summary><c>number()</c> was given text that is no number.</summary>
    TextIsNoNumber,

    /// <summary><c>cidrMatch()</c> was given text that is no IP address or no block.</summary>
    TextIsNoIpAddress,

    /// <summary>A function or operator was given a value of a type it does not take.</summary>
    WrongType,

    /// <summary>Two values of types that cannot be compared were compared.</summary>
    IncomparableTypes,

    /// <summary>A constant could not be read as the type of the field value it was compared with.</summary>
    ConstantUnreadable,

    /// <summary>A field's value did not fit the type that the mapping declares; the value counts as missing.</summary>
    ValueDoesNotFitType,

    /// <summary>
    /// The fields of one predicate, or of join keys, have more combinations of values than are tried; the predicate counts as
    /// false, and the other keys are left out.
    /// </summary>
    TooManyCombinations,

    /// <summary>A function would have made a text of more than 64 Mi characters.</summary>
    TextTooLong,
}
