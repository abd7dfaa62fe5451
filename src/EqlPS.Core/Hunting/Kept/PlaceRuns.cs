using System.Runtime.InteropServices;
using EqlPS.Execution;
using EqlPS.Platform;

namespace EqlPS.Hunting.Kept;

/// <summary>
/// Any number of places, given in order at the end. Memory holds the last ones to come; the others lie in a store, in sorted runs.
/// </summary>
/// <param name="store">Takes the runs.</param>
/// <param name="runLength">The most places in memory.</param>
[HotPath]
internal sealed class PlaceRuns(SpillStore store, int runLength = PlaceRuns.DefaultRunLength)
{
    private const int DefaultRunLength = 64 * 1024;
    private const int FirstLength = 256;
    private const int PlaceSize = 16;

    private readonly List<Run> _runs = [];
    private EntryPlace[] _last = [];
    private int _lastCount;

    public void Add(EntryPlace place)
    {
        if (_lastCount == runLength)
        {
            Spill();
        }

        if (_lastCount == _last.Length)
        {
            Array.Resize(ref _last, Math.Min(runLength, Math.Max(FirstLength, _last.Length * 2)));
        }

        _last[_lastCount++] = place;
    }

    /// <summary>All places of some lists, the least first. Nothing may be added to those later.</summary>
    public static IEnumerable<EntryPlace> InOrder(params PlaceRuns[] lists)
    {
        var heap = new BinaryHeap<Run>((left, right) => left.Current.CompareTo(right.Current));
        foreach (Run run in lists.SelectMany(list => list.Runs()))
        {
            if (run.MoveNext())
            {
                heap.Add(run);
            }
        }

        while (heap.Count > 0)
        {
            Run first = heap.First;
            yield return first.Current;
            if (first.MoveNext())
            {
                heap.ReplaceFirst(first);
            }
            else
            {
                heap.RemoveFirst();
            }
        }
    }

    private IEnumerable<Run> Runs()
    {
        Array.Sort(_last, 0, _lastCount);
        return _runs.Append(new Run(_last, _lastCount));
    }

    private void Spill()
    {
        Array.Sort(_last, 0, _lastCount);
        byte[] bytes = MemoryMarshal.AsBytes(_last.AsSpan(0, _lastCount)).ToArray();
        _runs.Add(new Run(store, store.Append(bytes, bytes.Length), _lastCount));
        _lastCount = 0;
    }

    /// <summary>A walk along sorted places, a few of which are in memory at a time.</summary>
    private sealed class Run
    {
        private const int LookLength = 256;

        private readonly SpillStore? _store;
        private long _position;
        private int _left;
        private EntryPlace[] _seen;
        private int _seenCount;
        private int _next;

        /// <summary>Places in memory.</summary>
        public Run(EntryPlace[] places, int count)
        {
            _seen = places;
            _seenCount = count;
        }

        /// <summary>Places in a store.</summary>
        public Run(SpillStore store, long position, int count)
        {
            _store = store;
            _position = position;
            _left = count;
            _seen = [];
        }

        public EntryPlace Current { get; private set; }

        public bool MoveNext()
        {
            if (_next == _seenCount && !Load())
            {
                return false;
            }

            Current = _seen[_next++];
            return true;
        }

        private bool Load()
        {
            if (_left == 0)
            {
                return false;
            }

            int count = Math.Min(LookLength, _left);
            byte[] bytes = new byte[count * PlaceSize];
            _store!.Read(_position, bytes, bytes.Length);
            _seen = MemoryMarshal.Cast<byte, EntryPlace>(bytes).ToArray();
            _position += bytes.Length;
            _left -= count;
            _seenCount = count;
            _next = 0;
            return true;
        }
    }
}
