namespace EqlPS.Events.Evtx;

/// <summary>Recognises the event log format of Windows before Vista (.evt), which is another format altogether.</summary>
internal static class EvtxLegacyFormat
{
    private const int SignatureOffset = 4;

    /// <summary>What to do with such a file.</summary>
    public const string Advice =
        "not an EVTX file but a legacy .evt log, which is not supported; convert it on Windows: wevtutil epl old.evt new.evtx /lf:true";

    /// <summary>True when the bytes begin with the size of a header and its signature, LfLe.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start) =>
        start.Length >= SignatureOffset + 4 && start.Slice(SignatureOffset).StartsWith("LfLe"u8);
}
