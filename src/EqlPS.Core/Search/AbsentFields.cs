using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;
using EqlPS.Schema.Ecs;
using EqlPS.Values;

namespace EqlPS.Search;

/// <summary>Chooses, of the fields of a condition that nothing has, those that are worth telling.</summary>
/// <param name="fields">Names the slots.</param>
/// <param name="condition">The condition.</param>
internal sealed class AbsentFields(FieldTable fields, Condition condition)
{
    /// <summary>Those that are needed or probably misspelt; all, if they are needed together only.</summary>
    /// <param name="absent">The slots of all that nothing has.</param>
    /// <param name="keys">Slots that are needed whatever the condition says.</param>
    public int[] WorthTelling(int[] absent, int[] keys)
    {
        int[] told = absent.Where(slot => Array.IndexOf(keys, slot) >= 0 || IsRefuted([slot]) || !KnownFields.Contains(fields.Paths[slot]))
            .ToArray();
        return told.Length == 0 && IsRefuted(absent) ? absent : told;
    }

    /// <summary>Whether nothing can meet the condition without these.</summary>
    public bool IsRefuted(int[] absent) =>
        absent.Length > 0 && new LayoutConditions(fields, new WithoutFields(absent)).AnswerOf(condition) == false;

    /// <summary>Events that have none of some fields.</summary>
    private sealed class WithoutFields(int[] slots) : FieldLayout
    {
        public override bool IsConstant(int slot, out EqlValue value)
        {
            value = default;
            return Array.IndexOf(slots, slot) >= 0;
        }
    }
}
