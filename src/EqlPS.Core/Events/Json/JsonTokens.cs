using EqlPS.Platform;

namespace EqlPS.Events.Json;

/// <summary>The places of the wanted values of one record, by slot, and the marks that tell its kind. Nothing is decoded yet.</summary>
/// <param name="slotCount">The number of slots.</param>
[HotPath]
internal sealed class JsonTokens(int slotCount)
{
    private const int MostKept = 1 << 16;
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    // Numbers of tokens, from 1; the last one is only defined where there is a first.
    private readonly int[] _first = new int[slotCount];
    private readonly int[] _last = new int[slotCount];
    private readonly ulong _seed = Utf8Hash.NewSeed();
    private JsonToken[] _tokens = new JsonToken[64];
    private int _count;

    public JsonMarks Marks { get; set; }

    /// <summary>A seeded hash of which slots have tokens and in what order; never 0.</summary>
    public ulong Presence { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_first, 0, _first.Length);
        Marks = JsonMarks.None;
        Presence = _seed | 1;
        _count = 0;
        if (_tokens.Length > MostKept)
        {
            _tokens = new JsonToken[64];
        }
    }

    /// <summary>Whether a slot has a token, be it a null.</summary>
    public bool Has(int slot) => _first[slot] != 0;

    /// <summary>The first token of a slot that has one.</summary>
    public ref readonly JsonToken First(int slot) => ref _tokens[_first[slot] - 1];

    /// <summary>The token that follows one which is not the last of its slot.</summary>
    public ref readonly JsonToken After(in JsonToken token) => ref _tokens[token.Next - 1];

    /// <summary>Adds a value found at a node of the path tree.</summary>
    public void Add(JsonPathNode node, int start, int length, JsonTokenKind kind)
    {
        Marks |= kind == JsonTokenKind.Text ? node.TextMarks : kind == JsonTokenKind.Null ? JsonMarks.None : node.NumberMarks;
        foreach (int slot in node.Slots)
        {
            if (_count == _tokens.Length)
            {
                Array.Resize(ref _tokens, _count * 2);
            }

            _tokens[_count++] = new JsonToken(start, length, kind, 0);
            Presence = unchecked((Presence + (uint)slot + 1) * Multiplier) | 1;
            if (_first[slot] == 0)
            {
                _first[slot] = _count;
            }
            else
            {
                ref JsonToken last = ref _tokens[_last[slot] - 1];
                last = last with { Next = _count };
            }

            _last[slot] = _count;
        }
    }
}
