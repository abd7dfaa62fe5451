namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>Nodes and names that a parser has read, in arrays that grow and serve the next parse again.</summary>
internal sealed class BinaryXmlNodeList
{
    private BinaryXmlNode[] _nodes = new BinaryXmlNode[64];
    private string[] _names = new string[64];
    private int _nameCount;

    /// <summary>Number of nodes.</summary>
    public int Count { get; private set; }

    /// <summary>The nodes; only the first <see cref="Count"/> are meant.</summary>
    public BinaryXmlNode[] Nodes => _nodes;

    /// <summary>The names that nodes refer to by index.</summary>
    public string[] Names => _names;

    /// <summary>Where names stand in a template's body, in ascending order; empty for literal binary XML.</summary>
    public List<NameField> Fields { get; } = [];

    public BinaryXmlNode[] CopyNodes() => _nodes.AsSpan(0, Count).ToArray();

    public string[] CopyNames() => _names.AsSpan(0, _nameCount).ToArray();

    public void Clear()
    {
        Count = _nameCount = 0;
        Fields.Clear();
    }

    /// <summary>Adds a node behind the others.</summary>
    public void Add(in BinaryXmlNode node)
    {
        if (Count == _nodes.Length)
        {
            Array.Resize(ref _nodes, _nodes.Length * 2);
        }

        _nodes[Count++] = node;
    }

    /// <summary>Adds a name and gives its index.</summary>
    public int AddName(string name)
    {
        if (_nameCount == _names.Length)
        {
            Array.Resize(ref _names, _names.Length * 2);
        }

        _names[_nameCount] = name;
        return _nameCount++;
    }
}
