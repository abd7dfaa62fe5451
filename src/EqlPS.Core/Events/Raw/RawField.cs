using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Raw;

/// <summary>One value of a raw record and its source path; a path that stands several times has several values.</summary>
[HotPath]
internal readonly record struct RawField(string Path, EqlValue Value);
