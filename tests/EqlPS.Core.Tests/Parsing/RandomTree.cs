using EqlPS.Ast;

namespace EqlPS.Tests.Parsing;

/// <summary>Random expressions of every kind, as the parser could have made them.</summary>
internal static class RandomTree
{
    private static readonly string[] Names = ["a", "b.c", "@t", "where", "x y", "a`b", "in.like", "5", ".", "", "é", "a..b", "[0]"];

    private static readonly string[] Texts = ["", "x", "\"", "\\", "a\nb", "*?", "\u200f\u0001", "é😀", "any", "where", "'", "\t\b", "x-y"];

    public static string Text(Random random) => Texts[random.Next(Texts.Length)] + Texts[random.Next(Texts.Length)];

    public static Expression Expression(Random random, int depth)
    {
        switch (depth == 0 ? random.Next(2) : random.Next(11))
        {
            case 0:
                return new LiteralExpression(Value(random));
            case 1:
                return new FieldExpression(Names[random.Next(Names.Length)], random.Next(4) == 0);
            case 2:
                return new LogicalExpression(random.Next(2) == 0, List(random, depth, 2));
            case 3:
                return new NotExpression(Expression(random, depth - 1));
            case 4:
                return new ComparisonExpression(
                    Expression(random, depth - 1), (ComparisonOperator)random.Next(6), Expression(random, depth - 1));
            case 5:
                int first = random.Next(2) == 0 ? 0 : 2;
                return new ArithmeticExpression(
                    Expression(random, depth - 1),
                    new NodeList<ArithmeticTerm>(List(random, depth, 1).Select(operand =>
                        new ArithmeticTerm((ArithmeticOperator)(first + random.Next(first == 0 ? 2 : 3)), operand))));
            case 6:
                return new SignExpression(random.Next(2) == 0, Expression(random, depth - 1));
            case 7:
                return new InExpression(Expression(random, depth - 1), List(random, depth, 1), random.Next(2) == 0, random.Next(2) == 0);
            case 8:
                return new PatternExpression(
                    Expression(random, depth - 1), (PatternOperator)random.Next(5), List(random, depth, 1), IsList: true);
            case 9:
                return new ProcessRelationExpression("child", new EventFilter(Text(random), Expression(random, depth - 1)));
            default:
                return new CallExpression("f", random.Next(2) == 0, List(random, depth, 0));
        }
    }

    private static NodeList<Expression> List(Random random, int depth, int fewest) =>
        new(Enumerable.Range(0, fewest + random.Next(3)).Select(_ => Expression(random, depth - 1)));

    private static object? Value(Random random) => random.Next(8) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => (long)random.Next(),
        3 => long.MaxValue,
        4 => ulong.MaxValue - (ulong)random.Next(),
        5 => random.NextDouble() * Math.Pow(10, random.Next(-300, 300)),
        6 => (double)random.Next(1000),
        _ => Text(random),
    };
}
