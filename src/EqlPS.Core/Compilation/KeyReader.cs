using EqlPS.Evaluation;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Compilation;

/// <summary>
/// Reads the join keys of an event: every value of a multi-valued field is a key, several such fields give all combinations.
/// </summary>
[HotPath]
internal sealed class KeyReader(CompiledKey[] keys)
{
    // A field with a hundred values times another makes thousands of keys of a short event. One field alone makes no more than the
    // event is long.
    private const int MostKeys = 1_000;

    public int Count => keys.Length;

    public IReadOnlyList<CompiledKey> Keys => keys;

    /// <summary>Adds the event's keys, each once; none if a mandatory field has no value.</summary>
    public void Read(EvaluationContext context, List<JoinKey> result)
    {
        if (keys.Length == 0)
        {
            result.Add(JoinKey.Empty);
            return;
        }

        long combinations = 1;
        int most = MostKeys;
        foreach (CompiledKey key in keys)
        {
            int count = key.Slot < 0 ? 0 : context.Field(key.Slot).Count;
            if (count == 0 && !key.IsOptional)
            {
                return;
            }

            most = Math.Max(most, count);
            combinations = Math.Min(combinations * Math.Max(1, count), int.MaxValue);
        }

        if (combinations == 1)
        {
            result.Add(new JoinKey(ReadCombination(context, 0)));
            return;
        }

        if (combinations > most)
        {
            context.Faults.Add(FaultKind.TooManyCombinations);
            combinations = most;
        }

        var distinct = new HashSet<JoinKey>();
        for (long number = 0; number < combinations; number++)
        {
            var key = new JoinKey(ReadCombination(context, number));
            if (distinct.Add(key))
            {
                result.Add(key);
            }
        }
    }

    // The combinations are numbered like an odometer, the last key turning fastest.
    private EqlValue[] ReadCombination(EvaluationContext context, long number)
    {
        var values = new EqlValue[keys.Length];
        for (int i = keys.Length - 1; i >= 0; i--)
        {
            if (keys[i].Slot < 0)
            {
                continue;
            }

            ref readonly EqlValue field = ref context.Field(keys[i].Slot);
            int count = Math.Max(1, field.Count);
            values[i] = field.ItemAt((int)(number % count));
            number /= count;
        }

        return values;
    }
}
