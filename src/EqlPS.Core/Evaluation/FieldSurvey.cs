using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Evaluation;

/// <summary>Notes which fields occur in events, and which texts some of them have there. For one thread.</summary>
[HotPath]
internal sealed class FieldSurvey
{
    // Far more than there are categories and systems; a log of random ones must not fill the memory.
    private const int MostTexts = 1000;
    private const int LongestText = 256;
    private const int MostLayouts = 4096;

    private readonly IReadOnlyList<int> _slots;
    private readonly bool[] _isSeen;
    private readonly Dictionary<int, HashSet<string>> _texts = [];
    private readonly Dictionary<FieldLayout, Watch> _watches = [];
    private readonly Watch _anyLayout;
    private FieldLayout? _lastLayout;
    private Watch _last;
    private readonly (int Slot, string? Text)[] _recent = new (int, string?)[8];
    private int _nextRecent;
    private readonly List<int> _unsure = [];

    /// <param name="fieldCount">How many fields events are read for.</param>
    /// <param name="slots">The fields that are looked at.</param>
    /// <param name="textSlots">Those of which the texts are noted.</param>
    public FieldSurvey(int fieldCount, IReadOnlyList<int> slots, IEnumerable<int> textSlots)
    {
        _slots = slots;
        _isSeen = new bool[fieldCount];
        foreach (int slot in textSlots)
        {
            _texts[slot] = new HashSet<string>(StringComparer.Ordinal);
        }

        _last = _anyLayout = new Watch(slots, [.. _texts.Keys]);
    }

    /// <summary>Notes what the event in the context has.</summary>
    public void Observe(EvaluationContext context)
    {
        Watch watch = WatchFor(context.Layout);
        if (watch.UnsureSlots(context.Presence) is int[] unsure)
        {
            foreach (int slot in unsure)
            {
                _isSeen[slot] = _isSeen[slot] || !context.Field(slot).IsNull;
            }
        }
        else
        {
            Look(context, watch);
        }

        foreach (int slot in watch.TextSlots)
        {
            Note(slot, context.Field(slot));
        }
    }

    /// <summary>Adds what was noted elsewhere.</summary>
    public void Add(FieldSurvey other)
    {
        for (int slot = 0; slot < _isSeen.Length; slot++)
        {
            _isSeen[slot] |= other._isSeen[slot];
        }

        foreach (KeyValuePair<int, HashSet<string>> texts in _texts)
        {
            texts.Value.UnionWith(other._texts[texts.Key]);
        }
    }

    /// <summary>Whether some event had a value in a slot that is looked at.</summary>
    public bool IsSeen(int slot) => _isSeen[slot];

    /// <summary>
    /// Whether no event had any of some texts in a slot; false where there were too many texts to note, and where one had a text that
    /// begins like a very long one of them.
    /// </summary>
    /// <param name="slot">One of the text slots.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="comparer">Says which texts are the same.</param>
    public bool LacksTexts(int slot, IReadOnlyList<string> texts, IEqualityComparer<string> comparer) =>
        _texts[slot].Count < MostTexts && !_texts[slot].Any(seen => texts.Any(text => comparer.Equals(seen, Noted(text))));

    /// <summary>
    /// The texts of a text slot, in no particular order; not all where there were too many to note, and of long ones the beginning.
    /// </summary>
    public IReadOnlyCollection<string> TextsOf(int slot) => _texts[slot];

    private void Look(EvaluationContext context, Watch watch)
    {
        List<int> unseen = watch.Unseen;
        _unsure.Clear();
        for (int i = unseen.Count - 1; i >= 0; i--)
        {
            int slot = unseen[i];
            bool mayBeSeen = _isSeen[slot] || context.MayHave(slot);
            if (mayBeSeen && (_isSeen[slot] || !context.Field(slot).IsNull))
            {
                _isSeen[slot] = true;
                unseen[i] = unseen[unseen.Count - 1];
                unseen.RemoveAt(unseen.Count - 1);
            }
            else if (mayBeSeen)
            {
                _unsure.Add(slot);
            }
        }

        watch.Note(context.Presence, _unsure.ToArray());
    }

    private void Note(int slot, in EqlValue value)
    {
        HashSet<string> texts = _texts[slot];
        for (int i = 0; i < value.Count && texts.Count < MostTexts; i++)
        {
            string text = TextForm.Of(value.ItemAt(i))!;
            if (!IsRecent(slot, text))
            {
                texts.Add(Noted(text));
            }
        }
    }

    private static string Noted(string text) => text.Length > LongestText ? text.Substring(0, LongestText) : text;

    private Watch WatchFor(FieldLayout? layout)
    {
        if (layout != _lastLayout)
        {
            _lastLayout = layout;
            if (layout is null || (!_watches.TryGetValue(layout, out Watch? watch) && _watches.Count == MostLayouts))
            {
                watch = _anyLayout;
            }
            else if (watch is null)
            {
                _watches.Add(layout, watch = Watched(layout));
            }

            _last = watch;
        }

        return _last;
    }

    // What all events of a layout have in common is noted once.
    private Watch Watched(FieldLayout layout)
    {
        var varying = new List<int>();
        foreach (int slot in _slots)
        {
            if (!layout.IsConstant(slot, out EqlValue value))
            {
                varying.Add(slot);
                continue;
            }

            _isSeen[slot] |= !value.IsNull;
            if (_texts.ContainsKey(slot))
            {
                Note(slot, value);
            }
        }

        return new Watch(varying, _texts.Keys.Where(varying.Contains).ToArray());
    }

    // Readers share texts that repeat, and these few are in every event.
    private bool IsRecent(int slot, string text)
    {
        foreach ((int Slot, string? Text) recent in _recent)
        {
            if (recent.Slot == slot && ReferenceEquals(recent.Text, text))
            {
                return true;
            }
        }

        _recent[_nextRecent] = (slot, text);
        _nextRecent = (_nextRecent + 1) % _recent.Length;
        return false;
    }

    /// <summary>What is looked at in the events of a layout.</summary>
    private sealed class Watch(IEnumerable<int> unseen, int[] textSlots)
    {
        // What is known of events with some presence, each at the place that its first bits tell: a kind of event has few forms.
        private readonly (ulong Presence, int[] Unsure)[] _known = new (ulong, int[])[64];

        /// <summary>Slots that no event had when they were looked at last.</summary>
        public List<int> Unseen { get; } = unseen.ToList();

        /// <summary>Slots of categories and systems.</summary>
        public int[] TextSlots => textSlots;

        /// <summary>The slots, of those unseen then, that only reading can tell of; null if nothing is known of events like this.</summary>
        public int[]? UnsureSlots(ulong presence)
        {
            ref (ulong Presence, int[] Unsure) known = ref _known[presence >> 58];
            return presence != 0 && known.Presence == presence ? known.Unsure : null;
        }

        public void Note(ulong presence, int[] unsure) => _known[presence >> 58] = (presence, unsure);
    }
}
