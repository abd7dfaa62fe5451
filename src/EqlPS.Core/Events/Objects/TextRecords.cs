using EqlPS.Events.Cutting;
using EqlPS.Events.Json;
using EqlPS.Events.Xml;
using EqlPS.Platform;

namespace EqlPS.Events.Objects;

/// <summary>Cuts the text of one object into the records it holds: event XML, or JSON in any layout.</summary>
internal sealed class TextRecords
{
    private const int ShownText = 40;

    private readonly ByteBuffer _text = new();
    private IRecordBoundary? _boundary;
    private int _consumed;
    private int _length;

    /// <summary>Whether there may be another record.</summary>
    public bool IsOpen => _boundary is not null;

    /// <summary>Whether the text is event XML; it is JSON otherwise.</summary>
    public bool IsXml { get; private set; }

    /// <summary>Byte offset of the current record within the text.</summary>
    public int Offset { get; private set; }

    /// <summary>The current record.</summary>
    public ReadOnlySpan<byte> Record => _text.Content.Slice(Offset, _length);

    /// <summary>Takes a text; the result is why it holds no records, or null.</summary>
    public string? Begin(string text)
    {
        _text.Set(text);
        return Begin();
    }

    /// <summary>Takes UTF-8; the result is why it holds no records, or null.</summary>
    public string? Begin(ReadOnlySpan<byte> utf8)
    {
        _text.Set(utf8);
        return Begin();
    }

    /// <summary>Forgets what is left of the text.</summary>
    public void Close()
    {
        _boundary = null;
        Offset = 0;
        _length = 0;
    }

    /// <summary>Moves to the next record; false at the end.</summary>
    /// <param name="fault">Why the record cannot be read, or null.</param>
    public bool TryNext(out string? fault)
    {
        while (_boundary!.TryFind(_text.Content.Slice(_consumed), isAtEnd: true, out RecordCut cut))
        {
            Offset = _consumed + cut.Start;
            _length = cut.Length;
            _consumed += cut.Consumed;
            fault = cut.Fault;
            if (fault is not null || _length > 0)
            {
                return true;
            }
        }

        fault = null;
        _boundary = null;
        return false;
    }

    private string? Begin()
    {
        Close();
        ReadOnlySpan<byte> text = _text.Content;
        _consumed = text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        text = text.Slice(_consumed);
        ReadOnlySpan<byte> first = text.Slice(JsonBlanks.CountLeading(text));
        IsXml = first.StartsWith("<"u8) && first.IndexOf("<Event"u8) >= 0;
        if (IsXml || first.StartsWith("{"u8) || first.StartsWith("["u8))
        {
            _boundary = IsXml ? EventXmlBoundary.Choose(text, isWhole: true) : RecordBoundary.Recognise(text, isWhole: true);
            return null;
        }

        string shown = Utf8Text.Decode(first.Slice(0, Math.Min(first.Length, ShownText)));
        return first.IsEmpty ? "an empty text holds no event"
            : $"a text is neither event XML nor JSON; it begins with \"{shown}\" (files are read by their path, not as text)";
    }
}
