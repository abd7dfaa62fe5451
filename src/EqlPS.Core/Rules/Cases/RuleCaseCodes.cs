namespace EqlPS.Rules.Cases;

/// <summary>The codes of diagnostics about case files, beside those of <see cref="RuleCodes"/> for what concerns any file.</summary>
internal static class RuleCaseCodes
{
    public const string NoCases = "RuleCaseNoCases";
    public const string FieldMissing = "RuleCaseFieldMissing";
    public const string FieldInvalid = "RuleCaseFieldInvalid";
    public const string FieldUnknown = "RuleCaseFieldUnknown";
    public const string Duplicate = "RuleCaseDuplicate";
}
