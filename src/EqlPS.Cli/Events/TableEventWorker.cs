using EqlPS.Cli.Output;
using EqlPS.Evaluation;
using EqlPS.Events;

namespace EqlPS.Cli.Events;

/// <summary>Prints each event as a line of cells.</summary>
/// <inheritdoc/>
internal sealed class TableEventWorker(EventReaders readers, FieldTable fields) : EventWorker(readers, fields)
{
    private readonly EventColumns _columns = new();

    protected override void Add(SourceEvent source, EventPart part) => part.Lines.Add(_columns.Read(source));
}
