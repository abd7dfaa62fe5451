using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>
/// How a text's symbols are distributed: length, number of different symbols, entropy, spread of surprisal. Symbols are UTF-16 units.
/// </summary>
[HotPath]
internal static class TextStatistics
{
    public static EqlValue Length(in EqlValue value) => EqlValue.From((long)value.AsText().Length);

    public static EqlValue UniqueSymbols(in EqlValue value) => EqlValue.From((long)Count(value.AsText()).Count);

    /// <summary>Shannon's entropy in bits for a symbol.</summary>
    public static EqlValue Entropy(in EqlValue value)
    {
        string text = value.AsText();
        double entropy = 0;
        foreach (int count in Count(text).Values)
        {
            double share = (double)count / text.Length;
            entropy -= share * Math.Log(share, 2);
        }

        return EqlValue.From(entropy);
    }

    /// <summary>The standard deviation of the symbols' surprisal in bits.</summary>
    public static EqlValue SurprisalDeviation(in EqlValue value)
    {
        string text = value.AsText();
        double mean = Entropy(value).AsDouble();
        double variance = 0;
        foreach (int count in Count(text).Values)
        {
            double share = (double)count / text.Length;
            double distance = -Math.Log(share, 2) - mean;
            variance += share * distance * distance;
        }

        return EqlValue.From(Math.Sqrt(variance));
    }

    private static Dictionary<char, int> Count(string text)
    {
        var counts = new Dictionary<char, int>();
        foreach (char c in text)
        {
            counts.TryGetValue(c, out int count);
            counts[c] = count + 1;
        }

        return counts;
    }
}
