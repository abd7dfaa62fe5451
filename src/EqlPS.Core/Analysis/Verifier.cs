using EqlPS.Analysis.Bound;
using EqlPS.Diagnostics;
using EqlPS.Parsing;
using EqlPS.Values;

namespace EqlPS.Analysis;

/// <summary>Warns of what is valid but cannot be meant: stages that never match.</summary>
internal static class Verifier
{
    public static void Verify(BoundQuery query, DiagnosticBag diagnostics)
    {
        string name = query.Kind == BoundQueryKind.Event ? "query" : "stage";
        foreach (BoundStage stage in query.Stages)
        {
            // What is already said of the same text says why as well.
            if (stage.Filter.Condition is BoundConstant { Value.Kind: EqlValueKind.Null or EqlValueKind.Boolean } constant
                && !constant.Value.IsTrue
                && !diagnostics.InOrder().Any(d => d.Span == constant.Span))
            {
                diagnostics.Warning(DiagnosticCode.StageNeverMatches, constant.Span, name);
            }
        }
    }
}
