using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Projection;
using EqlPS.Events.Evtx.Tree;
using EqlPS.Events.Evtx.Values;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Evtx.Records;

/// <summary>Writes down the fields of a record, by source path, as its XML is played.</summary>
/// <param name="fields">Receives them.</param>
[HotPath]
internal sealed class EvtxFieldSink(EvtxFieldBuffer fields) : BinaryXmlSink
{
    private const string EventData = "EventData";

    private readonly Level[] _levels = new Level[WalkBudget.Depth + 1];
    private readonly EvtxPath _path = new();
    private int _depth;
    private bool _hasRoot;
    private bool _inAttribute;
    private string _attributeName = string.Empty;
    private TextJoiner _attribute;

    private enum Place
    {
        Document,
        Root,

        /// <summary>An element with a path of its own.</summary>
        Named,

        EventData,

        /// <summary>A child of EventData, which is known by its Name or its position.</summary>
        Data,

        /// <summary>Nothing of it is a field.</summary>
        Unknown,
    }

    public void Start()
    {
        _depth = 0;
        _hasRoot = false;
        _inAttribute = false;
        _path.Clear();
    }

    /// <summary>Ends what damage has left open.</summary>
    public void End()
    {
        _inAttribute = false;
        while (_depth > 0)
        {
            EndElement(string.Empty, false);
        }
    }

    public override void BeginElement(string name)
    {
        ref Level parent = ref _levels[_depth];
        ref Level level = ref _levels[++_depth];
        level = default;
        level.Name = name;
        level.PathLength = _path.Length;
        parent.ChildCount++;
        switch (parent.Place)
        {
            case Place.Document:
                level.Place = _hasRoot ? Place.Unknown : Place.Root;
                _hasRoot = true;
                break;
            case Place.Root or Place.Named:
                ReadOnlySpan<char> local = EvtxNames.Local(name.AsSpan());
                level.Place = parent.Place == Place.Root && local.SequenceEqual(EventData.AsSpan()) ? Place.EventData : Place.Named;
                _path.Add(local);
                break;
            default:
                level.Place = parent.Place == Place.EventData ? Place.Data : Place.Unknown;
                break;
        }
    }

    public override void BeginAttribute(string name)
    {
        _inAttribute = true;
        _attributeName = name;
        _attribute = default;
    }

    public override void EndAttribute()
    {
        _inAttribute = false;
        ref Level level = ref _levels[_depth];
        if (level.Place is Place.Named or Place.EventData && !_attributeName.StartsWith("xmlns", StringComparison.Ordinal))
        {
            _path.AddAttribute(_attributeName.AsSpan());
            AddAttribute(_attribute.AttributeResult);
            _path.Cut(_path.Length - 2 - _attributeName.Length);
        }
        else if (level.Place == Place.Data && level.DataName.IsNone && _attributeName == DataNames.Attribute)
        {
            level.DataName = _attribute.AttributeResult;
        }
    }

    public override void Text(in EvtxValueRef value, BinaryXmlTextKind kind)
    {
        if (_inAttribute)
        {
            _attribute.Add(value);
        }
        else if (_levels[_depth].Place is Place.Named or Place.Data)
        {
            _levels[_depth].Text.Add(value);
        }
    }

    public override void EndElement(string name, bool isEmptyTag)
    {
        ref Level level = ref _levels[_depth--];
        if (level.Place == Place.Data)
        {
            AddData(level, _levels[_depth].ChildCount);
        }
        else if (level.Place == Place.Named && level.ChildCount == 0)
        {
            AddText(level.Text.Result, isEvenEmpty: false);
        }

        _path.Cut(level.PathLength);
    }

    private void AddAttribute(in EvtxValueRef value)
    {
        if (EvtxRecordSlots.TryGetTime(value, out Timestamp time) && _path.Text.SequenceEqual(EvtxRecordSlots.TimePath.AsSpan()))
        {
            fields.Add(_path.Text, time);
        }
        else
        {
            fields.Add(_path.Text, value, isEvenEmpty: true);
        }
    }

    private void AddData(in Level data, int position)
    {
        ReadOnlySpan<char> name = data.DataName.TryGetUtf16(out ReadOnlySpan<char> utf16) ? utf16 : data.DataName.GetText().AsSpan();
        ReadOnlySpan<char> key = DataNames.Key(EvtxNames.Local(data.Name.AsSpan()), name);
        if (DataNames.IsPositional(key))
        {
            _path.AddPosition(position);
        }
        else
        {
            _path.Add(key);
        }

        AddText(data.Text.Result, isEvenEmpty: true);
    }

    private void AddText(in EvtxValueRef value, bool isEvenEmpty)
    {
        if (value.IsArray)
        {
            foreach (EvtxValueRef item in value.GetItems())
            {
                fields.Add(_path.Text, item, isEvenEmpty: true);
            }
        }
        else
        {
            fields.Add(_path.Text, value, isEvenEmpty);
        }
    }

    private struct Level
    {
        public Place Place;

        /// <summary>The element's name as written.</summary>
        public string Name;

        /// <summary>How long the path was before the element.</summary>
        public int PathLength;

        /// <summary>Elements in it so far.</summary>
        public int ChildCount;

        /// <summary>The name of a child of EventData; none if it has none.</summary>
        public EvtxValueRef DataName;

        public TextJoiner Text;
    }
}
