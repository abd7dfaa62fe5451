namespace EqlPS.Patterns;

/// <summary>Makes a node again that was forgotten by a flush of its table. Nodes that stay are taken as they are.</summary>
internal sealed class RegexNodeImport(RegexNodeTable table)
{
    private readonly Dictionary<RegexNode, RegexNode> _done = [];

    public RegexNode Import(RegexNode node)
    {
        if (node.IsPermanent)
        {
            return node;
        }

        if (_done.TryGetValue(node, out RegexNode? done))
        {
            return done;
        }

        RegexNode result = node.Kind switch
        {
            RegexNodeKind.Symbol => table.Symbol(node.Min),
            RegexNodeKind.SymbolSet => table.Symbols(node.Bits),
            RegexNodeKind.Concat => table.Concat(Import(node.Left!), Import(node.Right!)),
            RegexNodeKind.Loop => table.Loop(Import(node.Left!), node.Min, node.Max),
            RegexNodeKind.Complement => table.Complement(Import(node.Left!)),
            RegexNodeKind.Union or RegexNodeKind.Intersection => ImportMany(node),
            _ => node,
        };
        _done.Add(node, result);
        return result;
    }

    private RegexNode ImportMany(RegexNode node)
    {
        int start = table.Open();
        foreach (RegexNode item in node.Items)
        {
            table.Push(Import(item));
        }

        return node.Kind == RegexNodeKind.Union ? table.CloseUnion(start) : table.CloseIntersection(start);
    }
}
