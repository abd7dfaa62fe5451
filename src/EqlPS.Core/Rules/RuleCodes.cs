namespace EqlPS.Rules;

/// <summary>The codes of <see cref="RuleDiagnostic"/>.</summary>
internal static class RuleCodes
{
    public const string PathNotFound = "RulePathNotFound";
    public const string FileUnreadable = "RuleFileUnreadable";
    public const string FileTooLarge = "RuleFileTooLarge";
    public const string NotRuleFile = "RuleFileNotRule";
    public const string TomlInvalid = "RuleTomlInvalid";
    public const string JsonInvalid = "RuleJsonInvalid";
    public const string TooManyFindings = "RuleTooManyFindings";
    public const string NotEql = "RuleNotEql";
    public const string FieldMissing = "RuleFieldMissing";
    public const string FieldInvalid = "RuleFieldInvalid";
    public const string FilterIgnored = "RuleFilterIgnored";
    public const string NoteReference = "RuleNoteReference";
    public const string Duplicate = "RuleDuplicate";
}
