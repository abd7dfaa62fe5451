using System.Text;
using EqlPS.Parsing;

namespace EqlPS.Ast;

/// <summary>
/// Prints a syntax tree as canonical EQL on one line, with no more parentheses than precedence needs. A node puts its parts on a stack of
/// work instead of calling itself for them, so that no tree is too deep to print.
/// </summary>
internal sealed partial class AstPrinter
{
    private readonly StringBuilder _text = new();
    private readonly List<Part> _work = [];

    private AstPrinter()
    {
    }

    /// <summary>The EQL of a node, whole query or part; what the parser can make is read back as an equal tree.</summary>
    public static string Print(Node node)
    {
        var printer = new AstPrinter();
        printer.Then(node);
        while (printer._work.Count > 0)
        {
            int last = printer._work.Count - 1;
            Part part = printer._work[last];
            printer._work.RemoveAt(last);
            printer._text.Append(part.Text);
            if (part.Node is not null)
            {
                printer.Expand(part.Node, part.Loosest);
                printer._work.Reverse(last, printer._work.Count - last);
            }
        }

        return printer._text.ToString();
    }

    private void Then(string? text) => _work.Add(new Part(text, null, Precedence.None));

    private void Then(Node? node, Precedence loosest = Precedence.None) => _work.Add(new Part(null, node, loosest));

    /// <summary>Puts the parts of a node on the stack in reading order; leaves are written at once.</summary>
    private void Expand(Node node, Precedence loosest)
    {
        switch (node)
        {
            case Expression expression when PrecedenceOf(expression) < loosest:
                Then("(");
                Then(expression);
                Then(")");
                break;
            case Expression expression: Expand(expression); break;
            case Query query: Expand(query); break;
            case EventQuery body: Then(body.Filter); break;
            case SequenceQuery body: Expand(body); break;
            case SampleQuery body: ExpandStages("sample", body.SharedKeys, null, body.Stages, null); break;
            case JoinQuery body: ExpandStages("join", body.SharedKeys, null, body.Stages, body.Until); break;
            case EventFilter filter: Expand(filter); break;
            case Stage stage: Expand(stage); break;
            case StageOption option:
                Then("with ");
                Then(option.Name);
                Then("=");
                Then(option.Value);
                break;
            case MaxSpan span: Expand(span); break;
            case Pipe pipe: Expand(pipe); break;
            case ArithmeticTerm term: Expand(term, SyntaxFacts.IsSum(term.Operator) ? Precedence.Product : Precedence.Sign); break;
            default: throw new ArgumentException($"no text for {node.GetType().Name}", nameof(node));
        }
    }

    private void Expand(Query query)
    {
        Then(query.Body);
        foreach (Pipe pipe in query.Pipes)
        {
            Then(" ");
            Then(pipe);
        }
    }

    private void Expand(SequenceQuery sequence)
    {
        if (sequence.SpanBeforeKeys && sequence.MaxSpan is { } span)
        {
            Then("sequence ");
            Then(span);
            ExpandStages(string.Empty, sequence.SharedKeys, null, sequence.Stages, sequence.Until);
        }
        else
        {
            ExpandStages("sequence", sequence.SharedKeys, sequence.MaxSpan, sequence.Stages, sequence.Until);
        }
    }

    private void ExpandStages(string command, NodeList<Expression> keys, MaxSpan? span, NodeList<Stage> stages, Stage? until)
    {
        Then(command);
        ExpandKeys(keys);
        if (span is not null)
        {
            Then(" ");
            Then(span);
        }

        foreach (Stage stage in stages)
        {
            Then(" ");
            Then(stage);
        }

        if (until is not null)
        {
            Then(" until ");
            Then(until);
        }
    }

    private void ExpandKeys(NodeList<Expression> keys)
    {
        if (keys.Count > 0)
        {
            Then(" by ");
            ExpandList(keys);
        }
    }

    private void Expand(MaxSpan span)
    {
        Then("with maxspan=");
        Then(span.Amount);

        // 5 e3 is an amount and a unit, 5e3 is a number.
        if (span.Unit is { Length: > 0 } unit && (unit[0] | 0x20) == 'e')
        {
            Then(" ");
        }

        Then(span.Unit);
    }

    private void Expand(Stage stage)
    {
        Then(stage.IsMissing ? "![" : "[");
        Then(stage.Filter);
        Then("]");
        ExpandKeys(stage.Keys);
        if (stage.Option is not null)
        {
            Then(" ");
            Then(stage.Option);
        }
    }

    private void Expand(EventFilter filter)
    {
        if (filter.Category is null)
        {
            Then("any");
        }
        else if (SyntaxFacts.IsPlainName(filter.Category))
        {
            Then(filter.Category);
        }
        else
        {
            Then(new LiteralExpression(filter.Category));
        }

        Then(" where ");
        Then(filter.Condition);
    }

    private void Expand(Pipe pipe)
    {
        Then("| ");
        Then(pipe.Name);
        if (pipe.Arguments.Count > 0)
        {
            Then(" ");
            ExpandList(pipe.Arguments);
        }
    }

    /// <summary>A piece of text, or a node that still has to be taken apart.</summary>
    private readonly record struct Part(string? Text, Node? Node, Precedence Loosest);
}
