using EqlPS.Evaluation;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Json;

/// <summary>
/// The values that one record has at the places of a path tree, by slot, whatever the record is. They are made when they are asked for; the
/// storage of lists is used again for the next record.
/// </summary>
/// <param name="slotCount">The number of slots.</param>
[HotPath]
internal abstract class PathValues(int slotCount)
{
    // Larger lists are not kept for the next record.
    private const int MostKept = 4096;

    private readonly EqlValue[]?[] _lists = new EqlValue[slotCount][];

    /// <summary>What the last record's fields tell about its kind.</summary>
    public JsonMarks Marks => Tokens.Marks;

    /// <summary>Tells which slots and marks the last record has from which others have; never 0.</summary>
    public ulong Presence => Tokens.Presence ^ ((ulong)Tokens.Marks << 32);

    /// <summary>What was found in the last record.</summary>
    protected JsonTokens Tokens { get; } = new(slotCount);

    /// <summary>Whether a slot of the last record has a value, if only a null.</summary>
    public bool Has(int slot) => Tokens.Has(slot);

    /// <summary>The value of a slot of the last record: null if it is not there, a list if it is there several times.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="record">The record's bytes, where it has any.</param>
    /// <param name="faults">Counts values that do not fit.</param>
    public EqlValue Read(int slot, ReadOnlySpan<byte> record, FaultCounter faults)
    {
        if (!Tokens.Has(slot))
        {
            return default;
        }

        ref readonly JsonToken token = ref Tokens.First(slot);
        EqlValue first = Read(token, slot, record, faults);
        return token.Next == 0 ? first : ReadList(token, first, slot, record, faults);
    }

    /// <summary>Reads the time that a slot of the last record holds; false if it is not one text that surely is a time.</summary>
    public abstract bool TryReadTime(int slot, ReadOnlySpan<byte> record, out Timestamp time);

    /// <summary>
    /// The first text of a slot of the last record as JSON has it: without its quotes, with its escapes; empty if there is none.
    /// </summary>
    public abstract ReadOnlySpan<byte> Written(int slot, ReadOnlySpan<byte> record);

    /// <summary>The text of some content of a JSON string; equal ones share a string.</summary>
    public abstract string TextOf(ReadOnlySpan<byte> json);

    /// <summary>The value of one token of a slot.</summary>
    protected abstract EqlValue Read(in JsonToken token, int slot, ReadOnlySpan<byte> record, FaultCounter faults);

    /// <summary>The first text of a slot.</summary>
    protected bool TryFindText(int slot, out JsonToken token)
    {
        if (!Tokens.Has(slot))
        {
            token = default;
            return false;
        }

        token = Tokens.First(slot);
        while (token.Kind != JsonTokenKind.Text && token.Next != 0)
        {
            token = Tokens.After(token);
        }

        return token.Kind == JsonTokenKind.Text;
    }

    private EqlValue ReadList(JsonToken token, EqlValue value, int slot, ReadOnlySpan<byte> record, FaultCounter faults)
    {
        EqlValue[] list = _lists[slot] ??= new EqlValue[4];
        int count = 0;
        while (true)
        {
            if (!value.IsNull)
            {
                if (count == list.Length)
                {
                    Array.Resize(ref list, count * 2);
                }

                list[count++] = value;
            }

            if (token.Next == 0)
            {
                break;
            }

            token = Tokens.After(token);
            value = Read(token, slot, record, faults);
        }

        _lists[slot] = list.Length > MostKept ? null : list;
        return EqlValue.List(list, 0, count);
    }
}
