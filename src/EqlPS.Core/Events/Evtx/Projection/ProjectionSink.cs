using System.Runtime.InteropServices;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Tree;
using EqlPS.Events.Evtx.Values;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Projection;

/// <summary>Fills a row from a record's XML as it is played: for literal records, and for templates beyond a plan.</summary>
[HotPath]
internal sealed class ProjectionSink : BinaryXmlSink
{
    private readonly SlotTable _slots;
    private readonly Level[] _levels = new Level[WalkBudget.Depth + 1];
    private readonly NameTable _names = new();
    private int _depth;
    private bool _inAttribute;
    private TextJoiner _attribute;
    private int _attributeSlot;
    private bool _isDataName;
    private EvtxValueRef _dataName;
    private int _position;

    public ProjectionSink(SlotTable slots, PathNode document)
    {
        _slots = slots;
        _levels[0].Place = document;
    }

    public void Start()
    {
        _depth = 0;
        _inAttribute = false;
    }

    public override void BeginElement(string name)
    {
        PathNode? parent = _levels[_depth].IsData ? null : _levels[_depth].Place;
        ref Level level = ref _levels[++_depth];
        level = default;
        if (parent is null)
        {
            return;
        }

        if (parent.Kind == PathNodeKind.EventData)
        {
            level.IsData = true;
            level.Place = parent;
            level.WantsText = true;
            _dataName = EvtxValueRef.None;
            return;
        }

        level.Place = parent.Find(EvtxNames.Local(name));
        level.WantsText = level.Place?.Slot >= 0;
        if (level.Place?.Kind == PathNodeKind.EventData)
        {
            _position = 0;
        }
    }

    public override void BeginAttribute(string name)
    {
        ref readonly Level level = ref _levels[_depth];
        _inAttribute = true;
        _attribute = default;
        _isDataName = level.IsData && name == DataNames.Attribute;
        _attributeSlot = level.IsData || level.Place is null ? -1 : level.Place.FindAttribute(name);
    }

    public override void EndAttribute()
    {
        _inAttribute = false;
        if (_attributeSlot >= 0)
        {
            _slots.Append(_attributeSlot, _attribute.AttributeResult);
        }
        else if (_isDataName)
        {
            _dataName = _attribute.AttributeResult;
        }
    }

    public override void Text(in EvtxValueRef value, BinaryXmlTextKind kind)
    {
        if (_inAttribute)
        {
            if (_isDataName || _attributeSlot >= 0)
            {
                _attribute.Add(value);
            }
        }
        else if (_levels[_depth].WantsText)
        {
            _levels[_depth].Text.Add(value);
        }
    }

    public override void EndElement(string name, bool isEmptyTag)
    {
        ref readonly Level level = ref _levels[_depth--];
        if (level.IsData)
        {
            EndData(EvtxNames.Local(name.AsSpan()), level.Place!, level.Text.Result);
        }
        else if (level.WantsText)
        {
            _slots.Append(level.Place!.Slot, level.Text.Result);
        }
    }

    private void EndData(ReadOnlySpan<char> localName, PathNode eventData, in EvtxValueRef value)
    {
        _position++;
        ReadOnlySpan<char> name = _dataName.TryGetUtf16(out ReadOnlySpan<char> utf16) ? utf16 : _dataName.GetText().AsSpan();
        ReadOnlySpan<char> key = DataNames.Key(localName, name);
        int slot = key.IsEmpty ? -1 : eventData.FindData(_names.Get(MemoryMarshal.AsBytes(key)));
        if (slot >= 0)
        {
            _slots.Append(slot, value);
        }

        slot = DataNames.IsPositional(key) ? eventData.FindPosition(_position) : -1;
        if (slot >= 0)
        {
            _slots.Append(slot, value);
        }
    }

    private struct Level
    {
        /// <summary>Where the element is, or null when nothing of it is wanted; EventData itself for its children.</summary>
        public PathNode? Place;

        /// <summary>The element is a child of EventData.</summary>
        public bool IsData;

        public bool WantsText;

        public TextJoiner Text;
    }
}
