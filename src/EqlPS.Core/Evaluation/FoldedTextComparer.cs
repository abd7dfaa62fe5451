using EqlPS.Patterns;

namespace EqlPS.Evaluation;

/// <summary>Equality of texts under simple case folding, without making folded copies.</summary>
internal sealed class FoldedTextComparer : IEqualityComparer<string>
{
    public static readonly FoldedTextComparer Instance = new();

    // Logs choose the texts that are hashed; without a seed they could choose them so that all collide.
    private readonly int _seed = Guid.NewGuid().GetHashCode();

    private FoldedTextComparer()
    {
    }

    public bool Equals(string? left, string? right) =>
        ReferenceEquals(left, right)
        || (left is not null && right is not null && CaseFolding.EqualsIgnoreCase(left.AsSpan(), right.AsSpan()));

    public int GetHashCode(string text)
    {
        unchecked
        {
            int hash = _seed;
            for (int i = 0; i < text.Length; i++)
            {
                // Folding of surrogate pairs is left to Equals: their high units hash alike in both cases.
                char c = text[i];
                hash = ((hash << 5) | (int)((uint)hash >> 27)) ^ (char.IsSurrogate(c) ? 0 : CaseFolding.Fold(c));
                hash *= 16777619;
            }

            return hash;
        }
    }
}
