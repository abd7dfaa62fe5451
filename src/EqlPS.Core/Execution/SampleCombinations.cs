namespace EqlPS.Execution;

/// <summary>
/// Walks through the ways to give each filter an event of its own, in order of the first filter's choice, then the second's, and so on.
/// </summary>
/// <remarks>
/// All filters hold an event at all times. A choice is only made if the filters after it can still be served, which one search for an
/// augmenting path tells, so no branch of the walk is barren and the time between two combinations is polynomial.
/// </remarks>
internal sealed class SampleCombinations
{
    private readonly int[][] _candidates;
    private readonly StageEvent[] _events;
    private readonly int[] _choice;
    private readonly int[] _held;
    private readonly int[] _holder;
    private readonly int[] _reachedFrom;
    private readonly int[] _reachedIn;
    private readonly Queue<int> _open = new();
    private int _search;
    private bool _started;
    private bool _ended;

    /// <param name="candidates">The events that satisfy each filter, in the order in which they are to be tried.</param>
    public SampleCombinations(StageEvent[][] candidates)
    {
        var numbers = new Dictionary<StageEvent, int>();
        _candidates = Array.ConvertAll(candidates, list => Array.ConvertAll(list, item => NumberOf(numbers, item)));
        _events = new StageEvent[numbers.Count];
        foreach (KeyValuePair<StageEvent, int> entry in numbers)
        {
            _events[entry.Value] = entry.Key;
        }

        _choice = new int[candidates.Length];
        _held = Filled(candidates.Length, -1);
        _holder = Filled(_events.Length, -1);
        _reachedFrom = new int[_events.Length];
        _reachedIn = new int[_events.Length];
    }

    /// <summary>The events of the present combination, one a filter; only after <see cref="MoveNext"/> gave true.</summary>
    public StageEvent[] Current() => Array.ConvertAll(_held, number => _events[number]);

    /// <summary>Goes to the next combination; false if there is none.</summary>
    public bool MoveNext()
    {
        if (_ended)
        {
            return false;
        }

        int filter;
        if (_started)
        {
            filter = _candidates.Length - 1;
            while (filter >= 0 && !Choose(filter, _choice[filter] + 1))
            {
                filter--;
            }

            _ended = filter < 0;
            filter++;
        }
        else
        {
            _started = true;
            _ended = !ServeAll();
            filter = 0;
        }

        for (; !_ended && filter < _candidates.Length; filter++)
        {
            Choose(filter, 0);
        }

        return !_ended;
    }

    private static int[] Filled(int length, int value)
    {
        var result = new int[length];
        for (int i = 0; i < length; i++)
        {
            result[i] = value;
        }

        return result;
    }

    private static int NumberOf(Dictionary<StageEvent, int> numbers, StageEvent item)
    {
        if (!numbers.TryGetValue(item, out int number))
        {
            number = numbers.Count;
            numbers.Add(item, number);
        }

        return number;
    }

    private bool ServeAll()
    {
        for (int filter = 0; filter < _candidates.Length; filter++)
        {
            if (!Serve(filter, firstMovable: 0))
            {
                return false;
            }
        }

        return _candidates.Length > 0;
    }

    // Gives a filter the first of its candidates, from an index on, that leaves the filters after it served. Earlier filters keep theirs.
    private bool Choose(int filter, int start)
    {
        int[] candidates = _candidates[filter];
        for (int i = start; i < candidates.Length; i++)
        {
            int wanted = candidates[i];
            int holder = _holder[wanted];
            if (holder >= 0 && holder < filter)
            {
                continue;
            }

            if (holder != filter)
            {
                int given = _held[filter];
                _holder[given] = -1;
                Hold(filter, wanted);
                if (holder > filter && !Serve(holder, firstMovable: filter + 1))
                {
                    Hold(filter, given);
                    Hold(holder, wanted);
                    continue;
                }
            }

            _choice[filter] = i;
            return true;
        }

        return false;
    }

    private void Hold(int filter, int number)
    {
        _held[filter] = number;
        _holder[number] = filter;
    }

    // Breadth first over chains "takes the event of, who takes another one"; changes something only if a chain ends at a free event.
    private bool Serve(int filter, int firstMovable)
    {
        _search++;
        _open.Clear();
        _open.Enqueue(filter);
        while (_open.Count > 0)
        {
            int current = _open.Dequeue();
            foreach (int number in _candidates[current])
            {
                int holder = _holder[number];
                if (_reachedIn[number] == _search || (holder >= 0 && holder < firstMovable))
                {
                    continue;
                }

                _reachedIn[number] = _search;
                _reachedFrom[number] = current;
                if (holder >= 0)
                {
                    _open.Enqueue(holder);
                    continue;
                }

                Pass(filter, number);
                return true;
            }
        }

        return false;
    }

    private void Pass(int filter, int number)
    {
        while (true)
        {
            int taker = _reachedFrom[number];
            int given = _held[taker];
            Hold(taker, number);
            if (taker == filter)
            {
                return;
            }

            number = given;
        }
    }
}
