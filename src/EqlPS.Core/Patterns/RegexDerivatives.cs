namespace EqlPS.Patterns;

/// <summary>
/// Brzozowski's derivatives, with alternatives kept apart as Antimirov does: the derivative of an expression by a symbol matches what may
/// follow that symbol. Recursion goes only as deep as the operators of the expression nest.
/// </summary>
internal sealed class RegexDerivatives(RegexNodeTable table)
{
    // With more symbols than this a memory per node would cost more than it saves.
    private const int MaxRememberedSymbols = 256;

    /// <summary>The derivative, not remembered at the node itself: for callers that remember it elsewhere.</summary>
    public RegexNode Compute(RegexNode node, int symbol)
    {
        table.Work++;
        switch (node.Kind)
        {
            case RegexNodeKind.Symbol:
            case RegexNodeKind.SymbolSet:
                return node.HasSymbol(symbol) ? table.Empty : table.Nothing;
            case RegexNodeKind.Concat:
                return OfConcat(node, symbol);
            case RegexNodeKind.Loop:
                return OfLoop(node, symbol);
            case RegexNodeKind.Complement:
                return table.Complement(Derive(node.Left!, symbol));
            case RegexNodeKind.Union:
            case RegexNodeKind.Intersection:
                int start = table.Open();
                foreach (RegexNode item in node.Items)
                {
                    table.Push(Derive(item, symbol));
                }

                return node.Kind == RegexNodeKind.Union ? table.CloseUnion(start) : table.CloseIntersection(start);
            default:
                return table.Nothing;
        }
    }

    private RegexNode Derive(RegexNode node, int symbol)
    {
        bool isCheap = node.Kind <= RegexNodeKind.SymbolSet
            || (node.Kind == RegexNodeKind.Concat && node.Left!.Kind <= RegexNodeKind.SymbolSet)
            || (node.IsStar && node.Left!.Kind <= RegexNodeKind.SymbolSet);
        if (isCheap || table.SymbolCount > MaxRememberedSymbols)
        {
            return Compute(node, symbol);
        }

        if (node.Derivatives is null)
        {
            node.Derivatives = new RegexNode?[table.SymbolCount];
            table.AddCells(table.SymbolCount + 3);
        }

        return node.Derivatives[symbol] ??= Compute(node, symbol);
    }

    private RegexNode OfConcat(RegexNode node, int symbol)
    {
        if (!node.Left!.Nullable && node.Left.Kind <= RegexNodeKind.SymbolSet)
        {
            return node.Left.HasSymbol(symbol) ? node.Right! : table.Nothing;
        }

        // The rest is reached while everything before it may be empty. It is walked by a loop, for it may be long.
        int start = table.Open();
        RegexNode rest = node;
        while (rest.Kind == RegexNodeKind.Concat)
        {
            table.PushConcat(Derive(rest.Left!, symbol), rest.Right!);
            table.Work++;
            if (!rest.Left!.Nullable)
            {
                return table.CloseUnion(start);
            }

            rest = rest.Right!;
        }

        table.Push(Derive(rest, symbol));
        return table.CloseUnion(start);
    }

    private RegexNode OfLoop(RegexNode node, int symbol)
    {
        RegexNode body = Derive(node.Left!, symbol);
        if (body == table.Nothing)
        {
            return body;
        }

        int max = node.Max == RegexSyntax.Unbounded ? RegexSyntax.Unbounded : node.Max - 1;
        int start = table.Open();
        table.PushConcat(body, table.Loop(node.Left!, Math.Max(0, node.Min - 1), max));
        return table.CloseUnion(start);
    }
}
