using EqlPS.Ast;

namespace EqlPS.Evaluation;

/// <summary>What a comparison operator makes of an order.</summary>
internal static class ComparisonResult
{
    /// <param name="operator">The operator.</param>
    /// <param name="order">Below 0, 0 or above 0: left is less than, equal to or greater than right.</param>
    public static bool Holds(ComparisonOperator @operator, int order) => @operator switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };
}
