using EqlPS.Platform;

namespace EqlPS.Compilation;

/// <summary>A join key to read: the slot of its field, or -1 for one that is null for every event.</summary>
[HotPath]
internal readonly record struct CompiledKey(int Slot, bool IsOptional);
