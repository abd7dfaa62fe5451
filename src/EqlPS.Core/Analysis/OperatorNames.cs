using EqlPS.Ast;

namespace EqlPS.Analysis;

/// <summary>The spelling of operators in messages, and how comparisons turn around.</summary>
internal static class OperatorNames
{
    public static string Of(ComparisonOperator @operator) => @operator switch
    {
        ComparisonOperator.Equal => "==",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };

    public static string Of(PatternOperator @operator) => @operator switch
    {
        PatternOperator.Colon => ":",
        PatternOperator.Like => "like",
        PatternOperator.LikeIgnoreCase => "like~",
        PatternOperator.Regex => "regex",
        _ => "regex~",
    };

    public static string Of(ArithmeticOperator @operator) => @operator switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        _ => "%",
    };

    /// <summary>The operator that says the same with the sides swapped.</summary>
    public static ComparisonOperator Mirror(ComparisonOperator @operator) => @operator switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => @operator,
    };

    /// <summary><c>first</c>, <c>second</c> ... for the position of an argument.</summary>
    public static string Ordinal(int index)
    {
        string[] words = ["first", "second", "third", "fourth", "fifth"];
        return index < words.Length ? words[index] : FormattableString.Invariant($"{index + 1}th");
    }
}
