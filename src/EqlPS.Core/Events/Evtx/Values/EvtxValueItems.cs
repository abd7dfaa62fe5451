using System.Runtime.InteropServices;
using EqlPS.Events.Evtx.BinaryXml;

namespace EqlPS.Events.Evtx.Values;

/// <summary>Enumerates the items of an array value; a value that is no array is its own only item.</summary>
internal struct EvtxValueItems(EvtxValueRef value)
{
    private int _position = value.IsNone ? 1 : 0;
    private bool _isDone = value.IsNone;

    public EvtxValueRef Current { get; private set; } = default;

    public readonly EvtxValueItems GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_isDone)
        {
            return false;
        }

        if (!value.IsArray)
        {
            Current = value;
            _isDone = true;
            return true;
        }

        ReadOnlySpan<byte> rest = value.Bytes.Slice(_position);
        BinaryXmlType type = value.Type & ~BinaryXmlType.Array;
        if (rest.Length == 0 || (type == BinaryXmlType.String && rest.Length == 1))
        {
            _isDone = true;
            return false;
        }

        int size;
        int step;
        switch (type)
        {
            case BinaryXmlType.String:
                ReadOnlySpan<char> text = MemoryMarshal.Cast<byte, char>(rest);
                int zero = text.IndexOf('\0');
                size = (zero < 0 ? text.Length : zero) * sizeof(char);
                step = size + sizeof(char);
                break;
            case BinaryXmlType.AnsiString:
                int end = rest.IndexOf((byte)0);
                size = end < 0 ? rest.Length : end;
                step = size + 1;
                break;
            default:
                size = step = EvtxValueSizes.OfItem(rest, value.Bytes.Length, type);
                break;
        }

        Current = value.Part(_position, size, type);
        _position = Math.Min(_position + step, value.Bytes.Length);
        return true;
    }

    /// <summary>Number of items.</summary>
    public readonly int Count()
    {
        int count = 0;
        foreach (EvtxValueRef _ in this)
        {
            count++;
        }

        return count;
    }
}
