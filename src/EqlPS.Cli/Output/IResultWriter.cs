using EqlPS.Execution;

namespace EqlPS.Cli.Output;

/// <summary>Prints results.</summary>
internal interface IResultWriter : IDisposable
{
    void Write(EqlResult result);

    /// <summary>Says that there are no more: everything buffered is written.</summary>
    void Complete();
}
