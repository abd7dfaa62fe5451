namespace EqlPS.Execution;

/// <summary>Which results are kept when there are more than a limit allows.</summary>
internal enum ResultPosition
{
    /// <summary>The first ones.</summary>
    Head,

    /// <summary>The last ones.</summary>
    Tail,
}
