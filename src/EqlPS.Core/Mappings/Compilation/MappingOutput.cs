namespace EqlPS.Mappings.Compilation;

/// <summary>A computed field and the slot that wants it.</summary>
internal readonly record struct MappingOutput(int Slot, int Register);
