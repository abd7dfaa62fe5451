using EqlPS.Events.Evtx.Tree;
using EqlPS.Events.Evtx.Values;

namespace EqlPS.Tests.Evtx.Tree;

/// <summary>An element of a record's tree; its values are valid until the record's chunk is disposed.</summary>
internal sealed class EvtxElement(string name)
{
    private readonly List<EvtxAttribute> _attributes = [];
    private readonly List<EvtxContent> _contents = [];

    /// <summary>The name as written, with its prefix if it has one.</summary>
    public string Name { get; } = name;

    /// <summary>The name without a prefix.</summary>
    public string LocalName => EvtxNames.Local(Name);

    public IReadOnlyList<EvtxAttribute> Attributes => _attributes;

    /// <summary>Elements and texts in document order.</summary>
    public IReadOnlyList<EvtxContent> Contents => _contents;

    public IEnumerable<EvtxElement> Elements
    {
        get
        {
            foreach (EvtxContent content in _contents)
            {
                if (content.Element is not null)
                {
                    yield return content.Element;
                }
            }
        }
    }

    /// <summary>The first child of a local name, or null.</summary>
    public EvtxElement? Child(string localName) =>
        Elements.FirstOrDefault(element => string.Equals(element.LocalName, localName, StringComparison.Ordinal));

    /// <summary>The value of an attribute, or none.</summary>
    public EvtxValueRef Attribute(string attributeName)
    {
        foreach (EvtxAttribute attribute in _attributes)
        {
            if (string.Equals(attribute.Name, attributeName, StringComparison.Ordinal))
            {
                return attribute.Value;
            }
        }

        return EvtxValueRef.None;
    }

    /// <summary>The element's own text: typed when it is one value, joined when it is several, empty when there is none.</summary>
    public EvtxValueRef Value
    {
        get
        {
            var text = new TextJoiner();
            foreach (EvtxContent content in _contents)
            {
                if (content.Element is null)
                {
                    text.Add(content.Value);
                }
            }

            return text.Result;
        }
    }

    internal void Add(EvtxAttribute attribute) => _attributes.Add(attribute);

    internal void Add(EvtxContent content) => _contents.Add(content);

    public override string ToString() => "<" + Name + ">";
}
