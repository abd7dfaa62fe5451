using System.Runtime.CompilerServices;
using EqlPS.Platform;

namespace EqlPS.Hunting.Kept;

/// <summary>Tells texts apart by what they are, not by what they say: the values of a field are the same objects for all rules.</summary>
[HotPath]
internal sealed class SameText : IEqualityComparer<string>
{
    public static readonly SameText Instance = new();

    public bool Equals(string? left, string? right) => ReferenceEquals(left, right);

    public int GetHashCode(string text) => RuntimeHelpers.GetHashCode(text);
}
