namespace EqlPS.Patterns;

/// <summary>
/// Hashing and equality of the parts of a <see cref="RegexNode"/>; the operands of unions and intersections have no order.
/// </summary>
internal static class RegexNodeHash
{
    public static int Of(
        RegexNodeKind kind, RegexNode? left, RegexNode? right, int min, int max, ulong[]? bits, RegexNode[]? items)
    {
        unchecked
        {
            ulong hash = Mix(((ulong)kind << 56) ^ ((ulong)(uint)min << 28) ^ (uint)max);
            hash = Mix(hash ^ ((ulong)(uint)(left?.Id ?? -1) << 32) ^ (uint)(right?.Id ?? -1));
            foreach (ulong word in bits ?? [])
            {
                hash = Mix(hash ^ word);
            }

            ulong sum = 0;
            foreach (RegexNode item in items ?? [])
            {
                sum += Mix((ulong)item.Id + 1);
            }

            hash = Mix(hash ^ sum);
            return (int)(hash ^ (hash >> 32));
        }
    }

    /// <summary>
    /// Whether a node has these parts. The items, where given, are distinct and the only nodes that bear the newest mark.
    /// </summary>
    public static bool AreEqual(
        RegexNode node, RegexNodeKind kind, RegexNode? left, RegexNode? right, int min, int max, ulong[]? bits, RegexNode[]? items)
    {
        if (node.Kind != kind || node.Left != left || node.Right != right || node.Min != min || node.Max != max)
        {
            return false;
        }

        if (items is not null)
        {
            return AreSameSet(node.Items, items);
        }

        return node.Bits.AsSpan().SequenceEqual(bits);
    }

    private static bool AreSameSet(RegexNode[] left, RegexNode[] right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        long mark = right[0].Mark;
        foreach (RegexNode item in left)
        {
            if (item.Mark != mark)
            {
                return false;
            }
        }

        return true;
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value ^= value >> 30;
            value *= 0xBF58476D1CE4E5B9;
            value ^= value >> 27;
            value *= 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
