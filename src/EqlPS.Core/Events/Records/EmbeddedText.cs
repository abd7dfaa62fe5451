using EqlPS.Events.Json;

namespace EqlPS.Events.Records;

/// <summary>Takes a text out of JSON records that is itself an event, in XML or JSON.</summary>
internal sealed class EmbeddedText
{
    private readonly JsonProjection _projection;
    private byte[] _content = new byte[4096];
    private int _start;
    private int _length;

    public EmbeddedText(RecordShape shape)
    {
        JsonPathNode root = RecordShape.MarkedTree(shape.Prefix);
        root.Add(shape.TextPath, 0);
        _projection = new JsonProjection(root, null, 1);
    }

    public JsonMarks Marks => _projection.Marks;

    /// <summary>The text of the last record without its escapes, from its first character that is not blank.</summary>
    public ReadOnlySpan<byte> Content => _content.AsSpan(_start, _length);

    public bool IsXml => Content.StartsWith("<Event"u8);

    public bool IsJson => Content.StartsWith("{"u8);

    public bool TryRead(ReadOnlySpan<byte> record, out string? fault)
    {
        _start = _length = 0;
        if (!_projection.TryScan(record, out fault))
        {
            return false;
        }

        ReadOnlySpan<byte> token = _projection.Written(0, record);
        if (_content.Length < token.Length)
        {
            _content = new byte[Math.Max(token.Length, _content.Length * 2)];
        }

        if (token.IndexOf((byte)'\\') < 0)
        {
            token.CopyTo(_content);
            _length = token.Length;
        }
        else
        {
            Unescape(token);
        }

        SkipDeclaration();
        return true;
    }

    private void Unescape(ReadOnlySpan<byte> token)
    {
        ReadOnlySpan<byte> plain = JsonText.UnescapeUtf8(token);
        plain.CopyTo(_content);
        _length = plain.Length;
    }

    private void SkipDeclaration()
    {
        SkipBlanks();
        if (Content.StartsWith("<?xml"u8) && Content.IndexOf("?>"u8) is > 0 and int end)
        {
            _start += end + 2;
            _length -= end + 2;
            SkipBlanks();
        }
    }

    private void SkipBlanks()
    {
        int blanks = JsonBlanks.CountLeading(Content);
        _start += blanks;
        _length -= blanks;
    }
}
