using EqlPS.Platform;

namespace EqlPS.Events.Json;

/// <summary>
/// Reads an indexed record: checks its grammar and notes the places of wanted values. It accepts nothing that a JSON reader refuses; what
/// it does not accept may still be valid and is read by one that says what is wrong, if anything is.
/// </summary>
[HotPath]
internal unsafe ref struct JsonWalk
{
    // Recursion is bounded by this. Deeper records exist, but not many.
    private const int Deepest = 32;

    private readonly byte* _bytes;
    private readonly int _length;
    private readonly int* _positions;
    private readonly JsonTokens _tokens;
    private int _next;
    private int _depth;

    private JsonWalk(byte* bytes, int length, int* positions, JsonTokens tokens)
    {
        _bytes = bytes;
        _length = length;
        _positions = positions;
        _tokens = tokens;
        _next = 0;
        _depth = 0;
    }

    /// <summary>Reads a record.</summary>
    /// <param name="record">One JSON value.</param>
    /// <param name="index">Its index.</param>
    /// <param name="root">The wanted paths.</param>
    /// <param name="tokens">Empty; receives the places of values.</param>
    /// <returns>False if the record was not accepted; the tokens are then undefined.</returns>
    public static bool TryRead(ReadOnlySpan<byte> record, JsonIndex index, JsonPathNode root, JsonTokens tokens)
    {
        fixed (byte* bytes = record)
        fixed (int* positions = index.Positions)
        {
            var walk = new JsonWalk(bytes, record.Length, positions, tokens);
            return walk.Current == (byte)'{' && walk.ReadObject(root) && walk._next == index.Count;
        }
    }

    private readonly byte Current => _bytes[_positions[_next]];

    private bool ReadObject(JsonPathNode? node)
    {
        _next++;
        if (++_depth > Deepest)
        {
            return false;
        }

        if (Current == (byte)'}')
        {
            _next++;
            _depth--;
            return true;
        }

        JsonKeys? keys = node is { HasChildren: true } ? node.Keys : null;
        JsonKey? previous = keys?.Start;
        int at = _next;
        while (_bytes[_positions[at]] == (byte)'"')
        {
            // Inside a string nothing is indexed, so its closing quote is always the next position.
            JsonPathNode? child = null;
            if (keys is not null)
            {
                int name = _positions[at] + 1;
                JsonKey key = keys.FindBehind(previous!, new ReadOnlySpan<byte>(_bytes + name, _positions[at + 1] - name));
                child = key.Node;
                _tokens.Marks |= key.Marks;
                previous = key;
            }

            if (_bytes[_positions[at + 2]] != (byte)':')
            {
                return false;
            }

            // Most values are texts.
            int start = _positions[at + 3];
            if (_bytes[start] == (byte)'"')
            {
                if (child is not null)
                {
                    _tokens.Add(child, start + 1, _positions[at + 4] - start - 1, JsonTokenKind.Text);
                }

                at += 5;
            }
            else
            {
                _next = at + 3;
                if (!ReadValue(child))
                {
                    return false;
                }

                at = _next;
            }

            switch (_bytes[_positions[at++]])
            {
                case (byte)',':
                    break;
                case (byte)'}':
                    _next = at;
                    _depth--;
                    return true;
                default:
                    return false;
            }
        }

        return false;
    }

    private bool ReadArray(JsonPathNode? node)
    {
        _next++;
        if (++_depth > Deepest)
        {
            return false;
        }

        if (Current == (byte)']')
        {
            _next++;
            _depth--;
            return true;
        }

        while (ReadValue(node))
        {
            byte behind = Current;
            _next++;
            if (behind == (byte)']')
            {
                _depth--;
                return true;
            }

            if (behind != (byte)',')
            {
                return false;
            }
        }

        return false;
    }

    private bool ReadValue(JsonPathNode? node)
    {
        int start = _positions[_next];
        switch (_bytes[start])
        {
            case (byte)'"':
                if (node is not null)
                {
                    _tokens.Add(node, start + 1, _positions[_next + 1] - start - 1, JsonTokenKind.Text);
                }

                _next += 2;
                return true;
            case (byte)'{':
                _tokens.Marks |= node?.ObjectMarks ?? JsonMarks.None;
                return ReadObject(node);
            case (byte)'[':
                return ReadArray(node);
            default:
                _next++;
                return ReadPrimitive(node, start);
        }
    }

    private readonly bool ReadPrimitive(JsonPathNode? node, int start)
    {
        int end;
        JsonTokenKind kind;
        switch (_bytes[start])
        {
            case (byte)'t':
                end = start + 4;
                kind = JsonTokenKind.True;
                break;
            case (byte)'f':
                end = start + 5;
                kind = JsonTokenKind.False;
                break;
            case (byte)'n':
                end = start + 4;
                kind = JsonTokenKind.Null;
                break;
            default:
                end = JsonNumber.FindEnd(new ReadOnlySpan<byte>(_bytes, _length), start);
                kind = JsonTokenKind.Number;
                break;
        }

        // Within an object something has to follow.
        if (end <= start || end >= _length || !EndsValue(_bytes[end]))
        {
            return false;
        }

        ReadOnlySpan<byte> text = new(_bytes + start, end - start);
        bool isWord = kind switch
        {
            JsonTokenKind.True => text.SequenceEqual("true"u8),
            JsonTokenKind.False => text.SequenceEqual("false"u8),
            JsonTokenKind.Null => text.SequenceEqual("null"u8),
            _ => true,
        };
        if (isWord && node is not null)
        {
            _tokens.Add(node, start, end - start, kind);
        }

        return isWord;
    }

    private static bool EndsValue(byte value) => value is (byte)',' or (byte)'}' or (byte)']' || JsonBlanks.IsBlank(value);
}
