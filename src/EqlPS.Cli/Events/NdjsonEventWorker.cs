using EqlPS.Cli.Output;
using EqlPS.Evaluation;
using EqlPS.Events;

namespace EqlPS.Cli.Events;

/// <summary>Prints each event as one JSON document on a line of its own.</summary>
/// <inheritdoc/>
internal sealed class NdjsonEventWorker(EventReaders readers, FieldTable fields) : EventWorker(readers, fields)
{
    protected override void Add(SourceEvent source, EventPart part)
    {
        HiddenCharacters.WriteEscaped(source.Json, part.Text);
        part.Text.WriteByte((byte)'\n');
    }
}
