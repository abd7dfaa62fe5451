using EqlPS.Hunting.Kept;

namespace EqlPS.Hunting;

/// <summary>An entry within a batch.</summary>
/// <param name="Order">The order it belongs to.</param>
/// <param name="Place">Its time, and its place counted from the start of the batch.</param>
internal readonly record struct EntryMark(int Order, EntryPlace Place);
