namespace EqlPS.Hunting;

/// <summary>The codes of the findings of lint about what a query asks for.</summary>
internal static class RuleLintCodes
{
    public const string FieldUnknown = "FieldUnknown";
    public const string StageUnreachable = "StageUnreachable";
    public const string UntilEndsStage = "UntilEndsStage";
}
