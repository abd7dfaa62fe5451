namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>Where a template's body refers to a name, and whether the name's text follows in the body.</summary>
internal readonly record struct NameField(int Position, bool IsInline, string Name);
