using System.Text;

namespace EqlPS.Tests.Events;

/// <summary>Makes JSON objects of all shapes, and damages them.</summary>
internal sealed class RandomJson(int seed)
{
    private static readonly string[] Names =
    [
        "a", "b", "c", "a.b", "a.b.c", "EventID", "Channel", "Message", "winlog", "event_id", "_source", "", "a\\u0062", "\\u0061", "b\\\\", "ä", ".", "a.",
        "a name that nobody asks for and that is a little longer than a block of sixty-four bytes",
    ];

    private static readonly string[] Pieces =
        ["x", "long text ", "\\\\", "\\\"", "\\n", "\\r\\n\\t", "\\u0041", "\\ud83d\\ude00", "\\ud800", "\\/", "ü€", "😀", "{", "}", "[", ",", ":", " ", "\\b\\f"];

    private static readonly string[] Numbers =
        ["0", "-0", "7", "-12", "3.25", "1e5", "-1.5E-3", "9223372036854775807", "9223372036854775808", "18446744073709551616", "1e999", "-1e999", "0.0"];

    private readonly Random _random = new(seed);

    /// <summary>A valid object.</summary>
    public string Next() => Object(0);

    /// <summary>A text that is most often not valid: bytes of an object changed, left out, doubled, or cut off.</summary>
    public byte[] Damage(byte[] json)
    {
        var bytes = new List<byte>(json);
        int count = _random.Next(1, 4);
        for (int i = 0; i < count && bytes.Count > 0; i++)
        {
            int at = _random.Next(bytes.Count);
            switch (_random.Next(5))
            {
                case 0:
                    bytes.RemoveAt(at);
                    break;
                case 1:
                    bytes.Insert(at, (byte)"\"\\{}[],:0-.eE tu\n\0\x7Fz"[_random.Next(19)]);
                    break;
                case 2:
                    bytes[at] = (byte)_random.Next(256);
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, _random.Next(Math.Min(8, bytes.Count - at) + 1)));
                    break;
            }
        }

        return bytes.ToArray();
    }

    private string Object(int depth)
    {
        var text = new StringBuilder("{").Append(Blank());
        int count = _random.Next(depth == 0 ? 12 : 4);
        for (int i = 0; i < count; i++)
        {
            text.Append(i == 0 ? string.Empty : "," + Blank());
            text.Append('"').Append(Names[_random.Next(Names.Length)]).Append('"').Append(Blank()).Append(':').Append(Blank());
            text.Append(Value(depth)).Append(Blank());
        }

        return text.Append('}').ToString();
    }

    private string Value(int depth) => _random.Next(depth > 5 ? 4 : 6) switch
    {
        0 => Numbers[_random.Next(Numbers.Length)],
        1 => _random.Next(3) switch { 0 => "true", 1 => "false", _ => "null" },
        4 => Object(depth + 1),
        5 => $"[{Blank()}{string.Join(",", Enumerable.Range(0, _random.Next(4)).Select(_ => Value(depth + 1) + Blank()))}]",
        _ => Text(),
    };

    private string Text()
    {
        var text = new StringBuilder("\"");
        int count = _random.Next(10) == 0 ? _random.Next(60) : _random.Next(5);
        for (int i = 0; i < count; i++)
        {
            text.Append(Pieces[_random.Next(Pieces.Length)]);
        }

        return text.Append('"').ToString();
    }

    private string Blank() => _random.Next(8) == 0 ? " \t\r\n".Substring(_random.Next(4), 1) : string.Empty;
}
