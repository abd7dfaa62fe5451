using EqlPS.Events;
using EqlPS.Events.Flat;

namespace EqlPS.Input;

/// <summary>Is told what of the input cannot be read.</summary>
internal interface IInputReport
{
    /// <summary>An input that cannot be read at all, or no further.</summary>
    void Unreadable(string path, string message);

    /// <summary>The records of an input that were skipped; none is fine too.</summary>
    void Losses(string source, InputLossLog losses);

    /// <summary>How the times without a zone of an input were read; none is fine too.</summary>
    void Offsets(string source, IReadOnlyList<TimeOffset> offsets);
}
