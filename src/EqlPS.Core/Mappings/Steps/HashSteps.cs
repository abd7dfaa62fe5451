using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>
/// Reads lists of hashes: <c>SHA1=..,MD5=..</c>. One piece without an equals sign voids the whole list; a hash of zeros is none.
/// </summary>
[HotPath]
internal static class HashSteps
{
    /// <summary>The hash of one algorithm, in lower case.</summary>
    public static Conversion One(string algorithm) => (in EqlValue value) =>
    {
        ReadOnlySpan<char> rest = value.AsText().AsSpan();
        ReadOnlySpan<char> found = default;
        while (!rest.IsEmpty)
        {
            if (!TryTake(ref rest, out ReadOnlySpan<char> name, out ReadOnlySpan<char> hash))
            {
                return default;
            }

            if (found.IsEmpty && name.Equals(algorithm.AsSpan(), StringComparison.OrdinalIgnoreCase) && !IsZero(hash))
            {
                found = hash;
            }
        }

        return found.IsEmpty ? default : Lower(found);
    };

    /// <summary>All hashes, in lower case.</summary>
    public static EqlValue All(in EqlValue value)
    {
        ReadOnlySpan<char> rest = value.AsText().AsSpan();
        ListBuilder hashes = default;
        while (!rest.IsEmpty)
        {
            if (!TryTake(ref rest, out _, out ReadOnlySpan<char> hash))
            {
                return default;
            }

            if (!IsZero(hash))
            {
                hashes.Add(Lower(hash));
            }
        }

        return hashes.ToValue();
    }

    private static bool TryTake(scoped ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> name, out ReadOnlySpan<char> hash)
    {
        int end = rest.IndexOf(',');
        ReadOnlySpan<char> piece = end < 0 ? rest : rest.Slice(0, end);
        rest = end < 0 ? default : rest.Slice(end + 1);
        int equals = piece.IndexOf('=');
        name = equals < 0 ? default : piece.Slice(0, equals);
        hash = equals < 0 ? default : piece.Slice(equals + 1);
        return equals >= 0;
    }

    private static EqlValue Lower(ReadOnlySpan<char> hash) => EqlValue.From(hash.ToString().ToLowerInvariant());

    private static bool IsZero(ReadOnlySpan<char> hash) => hash.TrimStart('0').IsEmpty;
}
