using System.Globalization;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>A table of a mapping file: from the text of a value to other values, in the order of the file.</summary>
[HotPath]
internal sealed class ValueTable
{
    private readonly Dictionary<string, EqlValue> _values;
    private readonly List<(ulong Bits, EqlValue Value)> _flags = [];

    public ValueTable(string name, IReadOnlyList<KeyValuePair<string, EqlValue>> rows)
    {
        Name = name;
        _values = new Dictionary<string, EqlValue>(rows.Count, StringComparer.Ordinal);
        foreach (KeyValuePair<string, EqlValue> row in rows)
        {
            _values[row.Key] = row.Value;
            if (NumberSteps.TryReadBits(row.Key.AsSpan(), out ulong bits) && bits != 0)
            {
                _flags.Add((bits, row.Value));
            }
        }
    }

    public string Name { get; }

    /// <summary>The value for a text; a hexadecimal text also finds a row that writes the same number in another way.</summary>
    public bool TryFind(string text, out EqlValue value)
    {
        if (_values.TryGetValue(text, out value))
        {
            return true;
        }

        return text.Length > 2 && text[1] is 'x' or 'X'
            && NumberSteps.TryReadBits(text.AsSpan(), out ulong bits)
            && (_values.TryGetValue("0x" + bits.ToString("x", CultureInfo.InvariantCulture), out value)
                || _values.TryGetValue(bits.ToString(CultureInfo.InvariantCulture), out value));
    }

    /// <summary>The values of all rows whose bits are all set in a number.</summary>
    public EqlValue FindFlags(ulong number)
    {
        EqlValue[] found = new EqlValue[_flags.Count];
        int count = 0;
        foreach ((ulong bits, EqlValue value) in _flags)
        {
            if ((number & bits) == bits)
            {
                found[count++] = value;
            }
        }

        return EqlValue.List(found, 0, count);
    }
}
