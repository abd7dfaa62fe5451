using System.Text;
using EqlPS.Cli.Output;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Events.Parallel;
using EqlPS.Events.Raw;
using EqlPS.Values;

namespace EqlPS.Cli.Events;

/// <summary>Prints the records of event logs and event XML as XML; a source of another kind has none.</summary>
internal sealed class XmlEventWorker(bool recover) : IBlockWorker<EventPart>
{
    private readonly BlockReaders _readers = CreateReaders(recover);
    private readonly FaultCounter _faults = new();
    private readonly StringWriter _xml = new() { NewLine = "\n" };

    public IEnumerable<EventPart> Read(EventBlock block, BlockOutcome outcome)
    {
        if (block.Source.Format == InputFormat.Json)
        {
            block.Dispose();
            outcome.Failure = "its events are JSON, which cannot be printed as XML";
            yield break;
        }

        using RawRecordReader reader = _readers.OpenRaw(block);
        var part = new EventPart();
        try
        {
            while (reader.Read(_faults))
            {
                Add(reader, part);
                outcome.Events++;
                if (part.IsFull)
                {
                    outcome.Note(block, reader.Location);
                    yield return part;
                    part = new EventPart();
                }
            }
        }
        finally
        {
            outcome.Note(block, reader.Location);
            outcome.Losses.Append(reader.Losses);
        }

        yield return part;
    }

    public int SizeOf(EventPart part) => part.Size;

    private static BlockReaders CreateReaders(bool recover)
    {
        var readers = BlockReaders.ForRaw(new FieldTable());
        readers.Recover = recover;
        return readers;
    }

    private void Add(RawRecordReader reader, EventPart part)
    {
        (reader as IXmlRecords)?.WriteXml(_xml);
        StringBuilder xml = _xml.GetStringBuilder();
        part.Text.Write(Encoding.UTF8.GetBytes(Shown(xml.Append('\n').ToString())));
        xml.Clear();
    }

    // As character references, which mean the same in texts and attributes; XML has no way to write controls.
    private static string Shown(string xml)
    {
        StringBuilder? shown = null;
        int done = 0;
        for (int i = 0; i < xml.Length;)
        {
            bool isCharacter = Rune.TryGetRuneAt(xml, i, out Rune rune);
            int length = isCharacter ? rune.Utf16SequenceLength : 1;
            if (isCharacter && xml[i] is not ('\n' or '\r' or '\t') && (xml[i] < ' ' || xml[i] > '~') && HiddenCharacters.Contains(rune))
            {
                shown ??= new StringBuilder(xml.Length + 16);
                shown.Append(xml, done, i - done);
                shown.Append(Rune.IsControl(rune) ? "\uFFFD" : FormattableString.Invariant($"&#x{rune.Value:X};"));
                done = i + length;
            }

            i += length;
        }

        return shown is null ? xml : shown.Append(xml, done, xml.Length - done).ToString();
    }
}
