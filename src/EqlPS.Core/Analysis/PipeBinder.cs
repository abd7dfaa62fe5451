using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Parsing;
using EqlPS.Values;

namespace EqlPS.Analysis;

/// <summary>Binds the pipes behind a query.</summary>
internal sealed class PipeBinder(AnalysisOptions options, DiagnosticBag diagnostics)
{
    // Results are drawn through all pipes at once, each a level of the stack.
    private const int MostPipes = 100;

    private static readonly Dictionary<string, PipeKind> Kinds = new(StringComparer.Ordinal)
    {
        ["head"] = PipeKind.Head,
        ["tail"] = PipeKind.Tail,
        ["count"] = PipeKind.Count,
        ["unique"] = PipeKind.Unique,
        ["unique_count"] = PipeKind.UniqueCount,
        ["filter"] = PipeKind.Filter,
        ["sort"] = PipeKind.Sort,
    };

    private readonly ConditionNormalizer _normalizer = new(diagnostics);

    public IReadOnlyList<BoundPipe> Bind(NodeList<Pipe> pipes)
    {
        if (pipes.Count > MostPipes)
        {
            diagnostics.Error(DiagnosticCode.TooManyPipes, pipes[MostPipes].Span, pipes.Count, MostPipes);
            return [];
        }

        var bound = new List<BoundPipe>(pipes.Count);
        bool hasCounts = false;
        foreach (Pipe pipe in pipes)
        {
            if (!Kinds.TryGetValue(pipe.Name, out PipeKind kind))
            {
                string suggestion = Suggestions.For(pipe.Name, Kinds.Keys);
                diagnostics.Error(DiagnosticCode.UnknownPipe, pipe.NameSpan, BoundText.Shown(pipe.Name), suggestion);
                continue;
            }

            if (options.IsElasticsearchCompatible && kind is not (PipeKind.Head or PipeKind.Tail))
            {
                diagnostics.Error(DiagnosticCode.UnsupportedPipe, pipe.NameSpan, pipe.Name);
                continue;
            }

            var expressions = new ExpressionBinder(options, diagnostics) { PipeScope = new PipeScope(hasCounts) };
            BoundExpression[] arguments = pipe.Arguments.Select(expressions.Bind).ToArray();
            bound.Add(Check(pipe, kind, arguments));
            hasCounts |= kind is PipeKind.Count or PipeKind.UniqueCount;
        }

        return bound;
    }

    private BoundPipe Check(Pipe pipe, PipeKind kind, BoundExpression[] arguments)
    {
        long limit = 0;
        switch (kind)
        {
            case PipeKind.Head or PipeKind.Tail:
                if (arguments.Length == 1 && arguments[0] is BoundConstant { Value.Kind: EqlValueKind.Integer } number
                    && number.Value.AsInteger() >= 0)
                {
                    limit = number.Value.AsInteger();
                    arguments = [];
                }
                else
                {
                    Refuse(pipe, "one whole number, 0 or more");
                }

                break;
            case PipeKind.Filter:
                if (arguments.Length == 1)
                {
                    arguments = [_normalizer.Normalize(arguments[0])];
                }
                else
                {
                    Refuse(pipe, "one condition");
                }

                break;
            case PipeKind.Unique or PipeKind.UniqueCount or PipeKind.Sort when arguments.Length == 0:
                Refuse(pipe, "one or more fields");
                break;
        }

        return new BoundPipe(pipe.Span, kind, limit, arguments);
    }

    private void Refuse(Pipe pipe, string expected)
    {
        string found = pipe.Arguments.Count == 0 ? "nothing" : $"[{BoundText.Shown(string.Join(", ", pipe.Arguments))}]";
        diagnostics.Error(DiagnosticCode.PipeArgument, pipe.Span, pipe.Name, expected, found);
    }
}
