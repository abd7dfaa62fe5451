using EqlPS.Values;

namespace EqlPS.Evaluation;

/// <summary>What conditions look at and work with while one event is tested. Each thread has its own.</summary>
internal sealed class EvaluationContext(int slotCount, FaultCounter? faults = null)
{
    private const int InitialArguments = 32;

    private EqlValue[] _arguments = new EqlValue[InitialArguments];
    private int _argumentCount;
    private int[] _positions = [];

    /// <summary>The event: a value for each slot of the field table.</summary>
    public EqlValue[] Fields { get; } = new EqlValue[slotCount];

    public FaultCounter Faults { get; } = faults ?? new FaultCounter();

    /// <summary>The single values that the field occurrences of a leaf have at the moment, where a leaf has several.</summary>
    public EqlValue[] Occurrences { get; private set; } = [];

    /// <summary>Makes room for the occurrences of a leaf.</summary>
    public EqlValue[] OccurrencesFor(int count)
    {
        if (Occurrences.Length < count)
        {
            Occurrences = new EqlValue[count];
        }

        return Occurrences;
    }

    /// <summary>As many zeros, to count the combinations of a leaf with.</summary>
    public int[] PositionsFor(int count)
    {
        if (_positions.Length < count)
        {
            _positions = new int[count];
        }

        Array.Clear(_positions, 0, count);
        return _positions;
    }

    /// <summary>Puts an argument of a call on the stack.</summary>
    public void Push(in EqlValue argument)
    {
        if (_argumentCount == _arguments.Length)
        {
            Array.Resize(ref _arguments, _arguments.Length * 2);
        }

        _arguments[_argumentCount++] = argument;
    }

    /// <summary>The last <paramref name="count"/> arguments; valid until the next push.</summary>
    public Span<EqlValue> Arguments(int count) => _arguments.AsSpan(_argumentCount - count, count);

    public void Pop(int count) => _argumentCount -= count;
}
