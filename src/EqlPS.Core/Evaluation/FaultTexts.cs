namespace EqlPS.Evaluation;

/// <summary>What people are told of each kind of fault.</summary>
internal static class FaultTexts
{
    public static string Of(FaultKind kind) => kind switch
    {
        FaultKind.DivisionByZero => "division by zero",
        FaultKind.NumberOverflow => "number overflow",
        FaultKind.TextIsNoNumber => "text is no number",
        FaultKind.TextIsNoIpAddress => "text is no IP address",
        FaultKind.WrongType => "value of a type that the function or operator does not take",
        FaultKind.IncomparableTypes => "comparison of values of different types",
        FaultKind.ConstantUnreadable => "constant cannot be read as the type of the field's value",
        FaultKind.TextTooLong => "text too long",
        FaultKind.TooManyCombinations => "too many combinations of values in one predicate",
        _ => "value does not fit the type that the mapping declares",
    };
}
