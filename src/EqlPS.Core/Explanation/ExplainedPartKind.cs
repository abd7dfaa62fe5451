namespace EqlPS.Explanation;

/// <summary>What a part of a condition is.</summary>
public enum ExplainedPartKind
{
    /// <summary>Met if all its parts are.</summary>
    And,

    /// <summary>Met if one of its parts is.</summary>
    Or,

    /// <summary>Met if its part is not.</summary>
    Not,

    /// <summary>A test of the event's category.</summary>
    Category,

    /// <summary>A test of fields.</summary>
    Test,

    /// <summary>The same for every event.</summary>
    Constant,
}
