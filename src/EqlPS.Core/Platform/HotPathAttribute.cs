namespace EqlPS.Platform;

/// <summary>
/// Marks a type whose methods run for every event, or for every byte of one. They are optimised at their first call.
/// </summary>
/// <remarks>
/// A hunt lasts seconds. Left alone, the runtime compiles a method without care at first, then once more to count what it does, and
/// optimises it when its turn comes: most of a hunt would be over by then. C# has the flag for single methods only; a step of the build
/// (<c>tools/EqlPS.HotPath</c>) sets it on all of a marked type that are long enough to matter. .NET Framework does not know it, and has
/// no need: it always optimises. What runs once, such as reading rules, must not be marked: optimising takes longer than running it.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
internal sealed class HotPathAttribute : Attribute;
