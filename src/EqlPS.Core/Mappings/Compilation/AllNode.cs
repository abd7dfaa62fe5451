using EqlPS.Mappings.Steps;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>The values of several, one after the other. The last answer is kept: for most events the parts are what they were.</summary>
[HotPath]
internal sealed class AllNode : MappingNode
{
    private readonly MappingNode[] _items;
    private readonly int[] _changing;
    private readonly bool _isDistinct;
    private readonly EqlValue[] _parts;
    private EqlValue _last;

    public AllNode(MappingNode[] items, bool isDistinct)
    {
        _items = items;
        _isDistinct = isDistinct;
        _parts = items.Select(i => i is ConstantNode constant ? constant.Value : default).ToArray();
        _changing = Enumerable.Range(0, items.Length).Where(i => items[i] is not ConstantNode).ToArray();
        _last = Join();
    }

    /// <summary>True if the answer is always the same.</summary>
    public bool IsConstant => _changing.Length == 0;

    public override EqlValue Evaluate(MappingFrame frame)
    {
        bool isSame = true;
        foreach (int i in _changing)
        {
            EqlValue part = _items[i].Evaluate(frame);
            if (part.Kind != _parts[i].Kind || !part.Equals(_parts[i]))
            {
                _parts[i] = part;
                isSame = false;
            }
        }

        if (!isSame)
        {
            _last = Join();
        }

        return _last;
    }

    public override bool MayHave(MappingFrame frame) => Array.Exists(_items, item => item.MayHave(frame));

    private EqlValue Join()
    {
        ListBuilder list = default;
        foreach (EqlValue part in _parts)
        {
            list.Add(part);
        }

        EqlValue joined = list.ToValue();
        return _isDistinct && !joined.IsNull ? ListSteps.Distinct(joined) : joined;
    }
}
