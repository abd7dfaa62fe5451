using EqlPS.Mappings.Expressions;

namespace EqlPS.Mappings.Files;

/// <summary>One line of a mapping file: a field and where its value comes from.</summary>
/// <param name="Target">The path of the field; one that begins with <c>$</c> is only there for other rules to refer to.</param>
/// <param name="Expression">What gives the value.</param>
/// <param name="Scope">The events it is for.</param>
/// <param name="IsMove">True if the values of EventData that it reads leave winlog.event_data.</param>
internal sealed record MappingRule(string Target, MappingExpression Expression, RuleScope Scope, bool IsMove)
{
    /// <summary>Begins the names of fields that are no fields of the event.</summary>
    public const char PseudoMark = '$';

    public bool IsPseudo => Target[0] == PseudoMark;
}
