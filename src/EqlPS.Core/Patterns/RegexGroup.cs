namespace EqlPS.Patterns;

/// <summary>What has been read of a group that is still open, or of the whole pattern.</summary>
internal sealed class RegexGroup(int start, bool isComplement)
{
    private readonly List<RegexSyntax> _alternatives = [];
    private readonly List<RegexSyntax> _conjuncts = [];
    private readonly List<RegexSyntax> _items = [];

    public int Start { get; } = start;

    public bool IsComplement { get; } = isComplement;

    public void Add(RegexSyntax item) => _items.Add(item);

    public void EndConjunct()
    {
        _conjuncts.Add(RegexSyntax.Sequence(_items));
        _items.Clear();
    }

    public void EndAlternative()
    {
        EndConjunct();
        _alternatives.Add(RegexSyntax.Intersection(_conjuncts));
        _conjuncts.Clear();
    }

    public RegexSyntax Finish()
    {
        EndAlternative();
        return RegexSyntax.Alternatives(_alternatives);
    }
}
