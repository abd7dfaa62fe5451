using EqlPS.Evaluation;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Hunting.Candidates;

/// <summary>
/// Stages by the field value that an event must have to satisfy them; those without such a value are offered for every event. Immutable.
/// </summary>
[HotPath]
internal sealed class KeyedStages
{
    // Lists are short in real events; of a longer one every stage that looks at the field is offered.
    private const int MostItems = 32;

    private readonly StageTest[] _unkeyed;
    private readonly FieldKeys[] _fields;

    /// <param name="stages">The stages.</param>
    /// <param name="fields">Names the slots.</param>
    /// <param name="chosenBy">The slot by whose value these stages were chosen already; -1 for none.</param>
    public KeyedStages(IReadOnlyCollection<StageTest> stages, FieldTable fields, int chosenBy = -1)
    {
        var keyed = stages.Select(s => (Stage: s, Key: StageKey.Of(s.Condition, fields, chosenBy))).ToArray();
        _unkeyed = keyed.Where(k => k.Key is null).Select(k => k.Stage).ToArray();
        _fields = keyed.Where(k => k.Key is not null)
            .SelectMany(k => k.Key!.Values.Select(v => (v.Slot, v.Text, k.Stage)))
            .GroupBy(k => k.Slot)
            .Select(group => new FieldKeys(group.Key, group.Select(k => (k.Text, k.Stage)).ToArray()))
            .ToArray();
    }

    /// <summary>Adds the stages that the event may satisfy; one may come several times.</summary>
    public void Find(EvaluationContext context, List<StageTest[]> candidates)
    {
        if (_unkeyed.Length > 0)
        {
            candidates.Add(_unkeyed);
        }

        foreach (FieldKeys field in _fields)
        {
            field.Find(context, candidates);
        }
    }

    private sealed class FieldKeys(int slot, (string Text, StageTest Stage)[] keys)
    {
        // Texts of other lengths are none of them; most long ones need not be hashed.
        private readonly int _shortest = keys.Min(k => k.Text.Length);
        private readonly int _longest = keys.Max(k => k.Text.Length);
        private readonly StageTest[] _all = keys.Select(k => k.Stage).Distinct().ToArray();
        private readonly Dictionary<string, StageTest[]> _byText = keys
            .GroupBy(k => k.Text, k => k.Stage, FoldedTextComparer.Instance)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray(), FoldedTextComparer.Instance);

        public void Find(EvaluationContext context, List<StageTest[]> candidates)
        {
            ref readonly EqlValue value = ref context.Field(slot);
            if (value.Kind == EqlValueKind.Null)
            {
                return;
            }

            if (value.Count > MostItems)
            {
                candidates.Add(_all);
                return;
            }

            for (int i = 0; i < value.Count; i++)
            {
                EqlValue item = value.ItemAt(i);
                if (item.Kind != EqlValueKind.Text)
                {
                    // A number equals texts that are written in other ways.
                    candidates.Add(_all);
                }
                else
                {
                    Find(item.AsText(), candidates);
                }
            }
        }

        private void Find(string text, List<StageTest[]> candidates)
        {
            if (text.Length >= _shortest && text.Length <= _longest && _byText.TryGetValue(text, out StageTest[]? stages))
            {
                candidates.Add(stages);
            }
        }
    }
}
