using EqlPS.Evaluation;
using EqlPS.Events.Raw;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Records;

/// <summary>
/// Makes whole raw records of JSON records, by reading them for all the source paths they lead to: so a whole record and the slots of a
/// reader never differ.
/// </summary>
[HotPath]
internal sealed class RawRecordWriter
{
    private const int MostPaths = 1024;
    private const long MostCharacters = 256 * 1024;

    private readonly FaultCounter _faults = new();
    private readonly TextCache _names = new();
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly List<string> _paths = [];
    private long _characters;
    private JsonRecordForm? _form;
    private RawJsonShape? _reader;

    /// <summary>The values of a record that was read before in a form.</summary>
    public List<RawField> Read(ReadOnlySpan<byte> record, JsonRecordForm form)
    {
        if (_form != form || _reader is null)
        {
            Forget();
            _form = form;
            _reader = form.Create([]);
        }

        List<JsonLeaf> leaves = JsonLeaves.Read(record, form.Shape.Prefix, _names);
        string[] paths = _reader.SourcePaths(leaves).Distinct(StringComparer.Ordinal).ToArray();
        if (Learn(paths))
        {
            _reader = form.Create(_paths);
        }

        var fields = new List<RawField>(paths.Length);
        if (_reader.TryScan(record, out _))
        {
            foreach (string path in paths)
            {
                EqlValue value = _reader.Value(_slots[path], record, _faults);
                for (int i = 0; i < value.Count; i++)
                {
                    fields.Add(new RawField(path, value.ItemAt(i)));
                }
            }
        }

        return fields;
    }

    // Records of a source have few different sets of paths, so the reader soon knows all; a source with endlessly many, or with long ones,
    // makes it begin anew.
    private bool Learn(string[] paths)
    {
        bool isNew = false;
        if (paths.Any(p => !_slots.ContainsKey(p)) && (_paths.Count > MostPaths || _characters > MostCharacters))
        {
            Forget();
        }

        foreach (string path in paths)
        {
            if (!_slots.ContainsKey(path))
            {
                _slots.Add(path, _paths.Count);
                _paths.Add(path);
                _characters += path.Length;
                isNew = true;
            }
        }

        return isNew;
    }

    private void Forget()
    {
        _slots.Clear();
        _paths.Clear();
        _characters = 0;
    }
}
