using EqlPS.Ast;
using EqlPS.Diagnostics;

namespace EqlPS.Parsing;

/// <summary>
/// The operators of one expression that still wait for their right side, the tightest on top. It lives on the heap, so that the levels of
/// precedence cost no stack: only what the user nests does.
/// </summary>
internal sealed class OperatorStack(TokenStream stream)
{
    private readonly List<PendingOperator> _pending = [];
    private int _prefixes;

    /// <summary>The precedence of the tightest operator that waits.</summary>
    public Precedence Top => _pending.Count == 0 ? Precedence.None : _pending[_pending.Count - 1].Precedence;

    /// <summary>Whether a comparison waits for its right side since the last looser operator; another one would chain.</summary>
    public bool HasComparison
    {
        get
        {
            for (int i = _pending.Count - 1; i >= 0 && _pending[i].Precedence >= Precedence.Comparison; i--)
            {
                if (_pending[i].Precedence == Precedence.Comparison)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Puts a <c>not</c> or a sign on top; false if that nests too deep.</summary>
    public bool TryPushPrefix(TokenInput at)
    {
        if (!stream.TryEnter(at.Token))
        {
            return false;
        }

        _prefixes++;
        _pending.Add(new PendingOperator(at.Kind == TokenKind.Not ? Precedence.Not : Precedence.Sign, at.Token, null, at.Token.Start));
        return true;
    }

    /// <summary>Puts a binary operator with its left side on top, or adds to the run of the same precedence that is there.</summary>
    public void Push(Token token, Precedence precedence, Expression left, int start, int end)
    {
        if (Top == precedence)
        {
            _pending[_pending.Count - 1].Continue(token, left, end);
        }
        else
        {
            _pending.Add(new PendingOperator(precedence, token, left, start));
        }
    }

    /// <summary>Completes all operators that bind tighter than the one that comes next.</summary>
    /// <param name="operand">The last right side.</param>
    /// <param name="start">Its first offset; afterwards that of the result.</param>
    /// <param name="end">The offset after it.</param>
    /// <param name="next">The precedence of the next operator; <see cref="Precedence.None"/> completes everything.</param>
    public Expression Complete(Expression operand, ref int start, int end, Precedence next)
    {
        while (Top > next)
        {
            PendingOperator pending = _pending[_pending.Count - 1];
            _pending.RemoveAt(_pending.Count - 1);
            if (pending.IsPrefix)
            {
                _prefixes--;
                stream.Leave();
            }

            operand = pending.Complete(operand, end);
            start = pending.Start;
        }

        return operand;
    }

    /// <summary>Gives back the nesting of the prefixes that are left after a failure.</summary>
    public void Abandon()
    {
        stream.Leave(_prefixes);
        _prefixes = 0;
        _pending.Clear();
    }

    /// <summary>One operator, or a run of operators of one precedence, without its last operand.</summary>
    private sealed class PendingOperator(Precedence precedence, Token first, Expression? left, int start)
    {
        private List<Expression>? _operands;
        private List<ArithmeticTerm>? _terms;
        private Token _last = first;

        public Precedence Precedence { get; } = precedence;

        public int Start { get; } = start;

        public bool IsPrefix => left is null;

        public void Continue(Token token, Expression operand, int end)
        {
            AddOperand(operand, end);
            _last = token;
        }

        public Expression Complete(Expression operand, int end)
        {
            TextSpan span = TextSpan.FromBounds(Start, end);
            switch (Precedence)
            {
                case Precedence.Not:
                    return new NotExpression(operand) { Span = span };
                case Precedence.Sign:
                    return new SignExpression(_last.Kind == TokenKind.Minus, operand) { Span = span };
                case Precedence.Comparison:
                    return new ComparisonExpression(left!, SyntaxFacts.ComparisonOf(_last.Kind), operand) { Span = span };
                case Precedence.Or or Precedence.And:
                    AddOperand(operand, end);
                    return new LogicalExpression(Precedence == Precedence.Or, new NodeList<Expression>(_operands!)) { Span = span };
                default:
                    AddOperand(operand, end);
                    return new ArithmeticExpression(left!, new NodeList<ArithmeticTerm>(_terms!)) { Span = span };
            }
        }

        private void AddOperand(Expression operand, int end)
        {
            if (Precedence is Precedence.Or or Precedence.And)
            {
                (_operands ??= [left!]).Add(operand);
                return;
            }

            (_terms ??= []).Add(new ArithmeticTerm(SyntaxFacts.ArithmeticOf(_last.Kind), operand)
            {
                Span = TextSpan.FromBounds(_last.Start, end),
            });
        }
    }
}
