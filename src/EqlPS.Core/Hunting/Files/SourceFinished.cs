namespace EqlPS.Hunting.Files;

/// <summary>A file, or a member of an archive, that was read to its end or to where it failed.</summary>
internal sealed record SourceFinished(SourceSummary Summary) : HuntStep;
