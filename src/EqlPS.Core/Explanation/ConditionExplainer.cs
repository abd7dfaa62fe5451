using System.Text;
using EqlPS.Analysis.Bound;
using EqlPS.Compilation;
using EqlPS.Diagnostics;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Explanation;

/// <summary>
/// Evaluates a filter part by part. Tests are compiled as for a search, and only what stands above them is worked out here, where logic has
/// two values; so the answer of the whole is the search's.
/// </summary>
internal sealed class ConditionExplainer
{
    private readonly string _query;
    private readonly FieldTable _fields;
    private readonly Timestamp _now;
    private readonly ConditionCompiler _compiler;
    private readonly Node _root;

    /// <param name="query">The text that spans refer to.</param>
    /// <param name="filter">What to explain.</param>
    /// <param name="fields">Takes the fields that have to be read.</param>
    /// <param name="now">What <c>now</c> means.</param>
    public ConditionExplainer(string query, BoundFilter filter, FieldTable fields, Timestamp now)
    {
        _query = query;
        _fields = fields;
        _now = now;
        _compiler = new ConditionCompiler(fields, now);
        Text = TextOf(filter.Span);
        Node condition = Prepare(filter.Condition);
        _root = filter.Category is null ? condition : WithCategory(PrepareCategory(filter), condition);
    }

    /// <summary>The filter as the query writes it, on one line.</summary>
    public string Text { get; }

    /// <summary>The truth of every part for the event in the context.</summary>
    public ExplainedPart Explain(EvaluationContext context)
    {
        ExplainedPart whole = Explain(_root, context);
        whole.MarkDecisive();
        return whole;
    }

    private static ExplainedPart Explain(Node node, EvaluationContext context)
    {
        ExplainedPart[] parts = new ExplainedPart[node.Parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = Explain(node.Parts[i], context);
        }

        bool isMet = node.Kind switch
        {
            ExplainedPartKind.And => Array.TrueForAll(parts, part => part.IsMet),
            ExplainedPartKind.Or => Array.Exists(parts, part => part.IsMet),
            ExplainedPartKind.Not => !parts[0].IsMet,
            _ => node.Test!.IsMet(context),
        };
        return new ExplainedPart(node.Kind, node.Text, isMet, Array.ConvertAll(node.Values, value => value.Read(context)), parts);
    }

    private Node WithCategory(Node category, Node condition)
    {
        bool isAlways = condition.Kind == ExplainedPartKind.Constant && condition.Test!.IsMet(new EvaluationContext(slotCount: 0));
        Node[] parts = isAlways ? [category]
            : condition.Kind == ExplainedPartKind.And ? [category, .. condition.Parts] : [category, condition];
        return new Node(ExplainedPartKind.And, Text, null, [], parts);
    }

    private Node PrepareCategory(BoundFilter filter)
    {
        BoundField field = filter.CategoryField!;
        Condition test = _compiler.Compile(new BoundFilter(
            filter.Span, filter.Category, field, new BoundConstant(filter.Span, EqlValue.True)));
        string text = $"{field.Path} == \"{filter.Category}\"";
        return new Node(ExplainedPartKind.Category, text, test, [new ValueReader(field.Path, _fields.SlotOf(field.Path))], []);
    }

    private Node Prepare(BoundExpression expression) =>
        StackGuard.HasRoom ? PrepareNode(expression) : StackGuard.OnFreshStack(PrepareNode, expression);

    private Node PrepareNode(BoundExpression expression) => expression switch
    {
        BoundNot not => new Node(ExplainedPartKind.Not, TextOf(not.Span), null, [], [Prepare(not.Operand)]),
        BoundLogical logical => new Node(
            logical.IsOr ? ExplainedPartKind.Or : ExplainedPartKind.And, TextOf(logical.Span), null, [],
            logical.Operands.Select(Prepare).ToArray()),
        BoundConstant constant => new Node(ExplainedPartKind.Constant, TextOf(constant.Span), _compiler.Compile(constant), [], []),
        _ => new Node(ExplainedPartKind.Test, TextOf(expression.Span), _compiler.Compile(expression), ValuesOf(expression), []),
    };

    private ValueReader[] ValuesOf(BoundExpression test)
    {
        var readers = new List<ValueReader>();
        foreach (BoundExpression part in OperandFinder.Find(test))
        {
            ValueReader reader = part is BoundField field ? new ValueReader(field.Path, _fields.SlotOf(field.Path))
                : ValueReader.Compile(TextOf(part.Span), part, _fields, _now);
            if (!readers.Exists(known => known.Text == reader.Text))
            {
                readers.Add(reader);
            }
        }

        return [.. readers];
    }

    // The text on one line: queries of rules have many.
    private string TextOf(TextSpan span)
    {
        var text = new StringBuilder(span.Length);
        int end = Math.Min(span.End, _query.Length);
        bool isQuoted = false;
        for (int i = span.Start; i < end; i++)
        {
            char c = _query[i];
            isQuoted ^= c == '"';
            bool isBlank = char.IsWhiteSpace(c);
            if (!isBlank || isQuoted)
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[text.Length - 1] != ' ')
            {
                text.Append(' ');
            }
        }

        return text.ToString().TrimEnd();
    }

    private sealed record Node(ExplainedPartKind Kind, string Text, Condition? Test, ValueReader[] Values, Node[] Parts);
}
