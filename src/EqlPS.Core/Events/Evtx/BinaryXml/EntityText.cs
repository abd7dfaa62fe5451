using EqlPS.Events.Evtx.Values;

namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>What the entities stand for that XML 1.0 predefines; no document type can define others in an event.</summary>
internal static class EntityText
{
    /// <summary>The character, or for an unknown entity its reference as text.</summary>
    public static EvtxValueRef Resolve(string name) => EvtxValueRef.FromText(name switch
    {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        _ => "&" + name + ";",
    });
}
