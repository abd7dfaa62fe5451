using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Tree;
using EqlPS.Events.Evtx.Values;

namespace EqlPS.Tests.Evtx.Tree;

/// <summary>Builds a record's elements for callers that want all of it; reusable, for one thread.</summary>
internal sealed class EvtxTreeReader
{
    private readonly BinaryXmlWalker _walker = new();

    /// <summary>The record's root element; what could be read when it is damaged, null when that is nothing.</summary>
    public EvtxElement? Read(in EvtxRecord record, out EvtxLossReason reason)
    {
        var sink = new Sink();
        _walker.TryWalk(record, sink, out reason);
        return sink.Root;
    }

    private sealed class Sink : BinaryXmlSink
    {
        private readonly Stack<EvtxElement> _open = new();
        private TextJoiner _attribute;
        private string? _attributeName;

        public EvtxElement? Root { get; private set; }

        public override void BeginElement(string name)
        {
            var element = new EvtxElement(name);
            if (_open.Count > 0)
            {
                _open.Peek().Add(new EvtxContent(element, EvtxValueRef.None));
            }

            Root ??= element;
            _open.Push(element);
        }

        public override void BeginAttribute(string name)
        {
            _attributeName = name;
            _attribute = default;
        }

        public override void EndAttribute()
        {
            _open.Peek().Add(new EvtxAttribute(_attributeName!, _attribute.AttributeResult));
            _attributeName = null;
        }

        public override void Text(in EvtxValueRef value, BinaryXmlTextKind kind)
        {
            if (_attributeName is not null)
            {
                _attribute.Add(value);
            }
            else if (_open.Count > 0)
            {
                _open.Peek().Add(new EvtxContent(null, value));
            }
        }

        public override void EndElement(string name, bool isEmptyTag) => _open.Pop();
    }
}
