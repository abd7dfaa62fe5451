namespace EqlPS.Events.Input;

/// <summary>One layer of packing around a content.</summary>
/// <param name="Name">The path as given, with the members passed on the way.</param>
/// <param name="Open">Opens the layer's bytes from the beginning.</param>
/// <param name="Troubles">Receives what goes wrong in it.</param>
/// <param name="Depth">How many archives are around it.</param>
internal sealed record InputLayer(string Name, Func<Stream> Open, InputTroubles Troubles, int Depth)
{
    /// <summary>The layer within, which has the same name.</summary>
    public InputLayer Unpacked(Func<Stream, InputTroubles, Stream> unpack) =>
        this with { Open = () => unpack(Open(), new InputTroubles()), Depth = Depth + 1 };
}
