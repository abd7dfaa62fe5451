using EqlPS.Alerts;

namespace EqlPS.Cli.Output;

/// <summary>Prints alerts.</summary>
internal interface IAlertWriter : IDisposable
{
    /// <summary>True if an alert is out when <see cref="Write"/> returns; false if it is at <see cref="Finish"/>.</summary>
    bool IsImmediate { get; }

    void Write(Alert alert);

    /// <summary>Prints what is held back.</summary>
    void Finish();
}
