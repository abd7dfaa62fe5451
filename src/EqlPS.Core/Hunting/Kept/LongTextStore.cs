using System.Runtime.InteropServices;
using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Hunting.Kept;

/// <summary>Takes the long texts of places and keys that are kept in memory, so that those stay small whatever a log holds.</summary>
/// <param name="store">Where the texts go.</param>
internal sealed class LongTextStore(SpillStore store)
{
    // The keys of one event share its texts.
    private readonly Dictionary<string, LongText> _ofEvent = new(SameText.Instance);

    /// <summary>The same place without long texts.</summary>
    /// <param name="place">A place.</param>
    /// <param name="hash">What tells its record from others; null to go on with what does.</param>
    public Ordinal Keep(in Ordinal place, IRecordHash? hash = null) => place.Kept(Keep, hash);

    /// <summary>The same hits with keys without long texts.</summary>
    public StageHit[] Keep(ReadOnlySpan<StageHit> hits)
    {
        _ofEvent.Clear();
        StageHit[] kept = hits.ToArray();
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = new StageHit(kept[i].Definition, kept[i].Key.Kept(Keep));
        }

        _ofEvent.Clear();
        return kept;
    }

    private LongText Keep(string text)
    {
        if (!_ofEvent.TryGetValue(text, out LongText? kept))
        {
            byte[] written = MemoryMarshal.AsBytes(text.AsSpan()).ToArray();
            kept = StoredText.At(written, isWide: true, store, store.Append(written, written.Length));
            _ofEvent.Add(text, kept);
        }

        return kept;
    }
}
