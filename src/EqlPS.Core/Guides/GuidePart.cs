namespace EqlPS.Guides;

/// <summary>A piece of a guide: text, or the JSON of an entry.</summary>
/// <param name="Text">The text as it stands in the guide; of an entry, all of it.</param>
/// <param name="Kind">What kind of entry it is; null for text.</param>
/// <param name="Json">The JSON object of an entry; null for text, and for an entry whose end is missing.</param>
internal sealed record GuidePart(string Text, GuideEntryKind? Kind, string? Json);
