using EqlPS.Evaluation;
using EqlPS.Values;

namespace EqlPS.Analysis;

/// <summary>Says whether a constant can be read as a value of a field's type.</summary>
internal static class ConstantReader
{
    /// <param name="constant">The constant, not null.</param>
    /// <param name="type">The field's type; any type at all accepts everything.</param>
    /// <param name="isEquality">Equality with an address also takes a CIDR block.</param>
    /// <param name="now">What date math counts from.</param>
    public static bool CanRead(in EqlValue constant, EqlType type, bool isEquality, Timestamp now)
    {
        if (type is not (EqlType.Number or EqlType.Boolean or EqlType.Date or EqlType.Ip))
        {
            return true;
        }

        var forms = new ConstantForms(constant, now);
        return type switch
        {
            EqlType.Number => !forms.Number.IsNull,
            EqlType.Boolean => forms.Boolean is not null,
            EqlType.Date => forms.HasDates,
            _ => forms.Address is not null || (isEquality && forms.Block is not null),
        };
    }
}
