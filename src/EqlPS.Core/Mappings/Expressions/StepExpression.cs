using EqlPS.Mappings.Steps;

namespace EqlPS.Mappings.Expressions;

/// <summary><c>a | step word</c>: a value converted.</summary>
/// <param name="Operand">What is converted.</param>
/// <param name="Step">The step.</param>
/// <param name="Arguments">The words behind its name.</param>
internal sealed record StepExpression(MappingExpression Operand, StepDefinition Step, StepArguments Arguments) : MappingExpression
{
    /// <summary>The step as text: equal ones do the same, unless they read tables of two files.</summary>
    public string Signature => $"{Step.Name} {string.Join(" ", Arguments.Words)}";

    protected override IReadOnlyList<MappingExpression> Children => [Operand];
}
