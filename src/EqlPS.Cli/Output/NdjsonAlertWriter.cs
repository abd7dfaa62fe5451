using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using EqlPS.Alerts;

namespace EqlPS.Cli.Output;

/// <summary>Prints one alert document a line. An alert with its building blocks leaves in one piece.</summary>
internal sealed class NdjsonAlertWriter : IAlertWriter
{
    private readonly Stream _output;
    private readonly bool _hasBlocks;
    private readonly ArrayBufferWriter<byte> _line = new(16 * 1024);
    private readonly Utf8JsonWriter _json;

    /// <param name="output">Receives the lines.</param>
    /// <param name="hasBlocks">Whether building blocks are printed, before their shell.</param>
    public NdjsonAlertWriter(Stream output, bool hasBlocks)
    {
        _output = output;
        _hasBlocks = hasBlocks;
        _json = new Utf8JsonWriter(_line,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    public bool IsImmediate => true;

    public void Write(Alert alert)
    {
        _line.Clear();
        for (int i = 0; _hasBlocks && alert.IsShell && i < alert.Events.Count; i++)
        {
            if (alert.Events[i] is not null)
            {
                AlertDocument.WriteBuildingBlock(_json, alert, i);
                EndLine();
            }
        }

        AlertDocument.Write(_json, alert);
        EndLine();
        _output.Write(_line.WrittenSpan);
        _output.Flush();
    }

    public void Finish()
    {
    }

    public void Dispose() => _json.Dispose();

    private void EndLine()
    {
        _json.Flush();
        _json.Reset();
        _line.Write("\n"u8);
    }
}
