namespace EqlPS.Rules;

/// <summary>Names an exception list that applies to a rule.</summary>
/// <param name="Id">Identifier of the stored list; may be empty.</param>
/// <param name="ListId">The name by which exports refer to the list.</param>
/// <param name="Type">Such as <c>detection</c> or <c>rule_default</c>.</param>
/// <param name="NamespaceType"><c>single</c> or <c>agnostic</c>.</param>
public sealed record ExceptionListReference(string Id, string ListId, string Type, string NamespaceType);
