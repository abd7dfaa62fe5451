namespace EqlPS.Events.Input;

/// <summary>What went wrong below the level of records while one content was read: damaged packing, a bomb, broken encoding.</summary>
internal sealed class InputTroubles
{
    private readonly List<string> _texts = [];

    /// <summary>One English sentence each, without a full stop.</summary>
    public IReadOnlyList<string> Texts => _texts;

    public void Add(string text) => _texts.Add(text);

    /// <summary>Puts the troubles into a log of losses and forgets them.</summary>
    public void MoveTo(InputLossLog losses, EventLocation location)
    {
        foreach (string text in _texts)
        {
            losses.Add(location, text);
        }

        _texts.Clear();
    }
}
