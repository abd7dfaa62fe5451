using System.Globalization;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Records;

/// <summary>The source path of the place in a record that is being read.</summary>
[HotPath]
internal sealed class EvtxPath
{
    private char[] _text = new char[256];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Text => _text.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Goes back to where the path was so long.</summary>
    public void Cut(int length) => Length = length;

    /// <summary>Goes to an element.</summary>
    public void Add(ReadOnlySpan<char> name)
    {
        if (Length > 0)
        {
            Append("/".AsSpan());
        }

        Append(name);
    }

    /// <summary>Goes to an attribute.</summary>
    public void AddAttribute(ReadOnlySpan<char> name)
    {
        Append("/@".AsSpan());
        Append(name);
    }

    /// <summary>Goes to the child at a position, from 1.</summary>
    public void AddPosition(int position)
    {
        Append("/#".AsSpan());
        Append(position.ToString(CultureInfo.InvariantCulture).AsSpan());
    }

    // The depth of elements and the length of names are bounded where records are read.
    private void Append(ReadOnlySpan<char> text)
    {
        if (_text.Length - Length < text.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, Length + text.Length));
        }

        text.CopyTo(_text.AsSpan(Length));
        Length += text.Length;
    }
}
