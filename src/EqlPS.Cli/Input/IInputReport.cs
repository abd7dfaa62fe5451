using EqlPS.Events;

namespace EqlPS.Cli.Input;

/// <summary>Is told what of the input cannot be read.</summary>
internal interface IInputReport
{
    /// <summary>A source that cannot be read at all, or no further.</summary>
    void Unreadable(string message);

    /// <summary>The records of a source that were skipped; none is fine too.</summary>
    void Losses(string source, InputLossLog losses);
}
