using EqlPS.Evaluation;
using EqlPS.Evaluation.Scalars;
using EqlPS.Functions;
using EqlPS.Values;

namespace EqlPS.Tests.Evaluation;

/// <summary>
/// Functions and operators over any values at all: a value or null comes back, never an exception, and each fault is counted once.
/// </summary>
public sealed class FunctionFuzzTests
{
    private const int Seed = 4711;

    [Fact]
    public void NoCallThrows()
    {
        const int Calls = 50_000;
        var values = new RandomValues(new Random(Seed));
        var random = new Random(Seed + 1);
        int withResult = 0;
        for (int i = 0; i < Calls; i++)
        {
            FunctionDefinition function = values.Pick(FunctionTable.All);
            int most = function.MaximumArguments ?? function.MinimumArguments + 3;
            EqlValue[] arguments = Enumerable.Range(0, random.Next(function.MinimumArguments, most + 1))
                .Select(position => Argument(values, random, function.ParameterAt(position))).ToArray();
            var context = new EvaluationContext(0);
            Scalar[] scalars = Array.ConvertAll(arguments, a => (Scalar)new ConstantScalar(a));
            bool ignoresCase = function.HasIgnoreCaseForm && random.Next(2) == 0;

            EqlValue result = function.Symbol is not null && random.Next(2) == 0
                ? new ArithmeticScalar(scalars[0], [function], [scalars[1]]).Evaluate(context)
                : new CallScalar(function, ignoresCase, scalars).Evaluate(context);

            string call = $"{function.Name}({string.Join(", ", arguments.Select(a => $"{a.Kind} {a}"))})";
            Assert.True(context.Faults.Total <= 1, $"{call} has {context.Faults.Total} faults");
            Assert.True(context.Faults.Total == 0 || result.IsNull, $"{call} has a fault and the value {result}");
            Assert.True(result.Kind != EqlValueKind.List, call);
            withResult += result.IsNull ? 0 : 1;
        }

        Assert.InRange(withResult, Calls / 4, Calls);
    }

    [Fact]
    public void NoExpressionThrows()
    {
        const int Expressions = 12_000;
        const int EventsPerExpression = 20;
        var values = new RandomValues(new Random(Seed + 2));
        var random = new Random(Seed + 3);
        int compiled = 0;
        for (int i = 0; i < Expressions; i++)
        {
            string @operator = values.Pick(["==", "!=", "<", ">=", ":", "in~"]);
            string text = $"any where {Expression(values, random, 3)} {@operator} ({Expression(values, random, 2)})";
            if (!EqlQuery.TryParse(text, null, out EqlQuery? query, out _))
            {
                continue;
            }

            compiled++;
            var fields = new FieldTable();
            Compilation.CompiledQuery program = query!.Compile(fields);
            var context = new EvaluationContext(fields.Count);
            for (int n = 0; n < EventsPerExpression; n++)
            {
                for (int slot = 0; slot < fields.Count; slot++)
                {
                    context.Set(slot, values.Field());
                }

                Exception? thrown = Record.Exception(() => program.Stages[0].Condition.IsMet(context));
                Assert.True(thrown is null, $"{text}: {thrown}");
            }
        }

        Assert.True(compiled * EventsPerExpression > 50_000, $"only {compiled} were accepted");
    }

    private static EqlValue Argument(RandomValues values, Random random, ParameterDefinition parameter)
    {
        // Mostly what the function wants, or most calls would fail at the door.
        bool fits = random.Next(8) > 0;
        return parameter.Type switch
        {
            ParameterType.Text when fits => EqlValue.From(values.Text()),
            ParameterType.Number when fits => Number(values),
            ParameterType.WholeNumber when fits => random.Next(3) == 0 ? Whole(values) : EqlValue.From(random.Next(-12, 40)),
            ParameterType.Boolean when fits => EqlValue.From(random.Next(2) == 0),
            ParameterType.CidrBlock => EqlValue.From(values.Pick(["10.0.0.0/8", "::/64", "banana", ""])),
            _ => random.Next(6) == 0 ? EqlValue.Null : values.Single(),
        };
    }

    private static EqlValue Number(RandomValues values)
    {
        EqlValue value = values.Single();
        return value.IsNumber ? value : EqlValue.From(7L);
    }

    private static EqlValue Whole(RandomValues values)
    {
        EqlValue value = values.Single();
        return value.Kind == EqlValueKind.Integer ? value : EqlValue.From(3L);
    }

    private static string Expression(RandomValues values, Random random, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            return random.Next(3) switch
            {
                0 => values.Constant(),
                1 => "null",
                _ => values.Pick(["x", "y", "?z"]),
            };
        }

        if (random.Next(5) == 0)
        {
            string @operator = values.Pick(["+", "-", "*", "/", "%"]);
            return $"({Expression(values, random, depth - 1)} {@operator} {Expression(values, random, depth - 1)})";
        }

        FunctionDefinition function = values.Pick(FunctionTable.All);
        int count = random.Next(function.MinimumArguments, (function.MaximumArguments ?? function.MinimumArguments + 2) + 1);
        IEnumerable<string> arguments = Enumerable.Range(0, count).Select(position =>
            function.ParameterAt(position).Type == ParameterType.CidrBlock ? "\"10.0.0.0/8\""
            : function.ParameterAt(position).IsConstant ? "16"
            : Expression(values, random, depth - 1));
        return $"{function.Name}({string.Join(", ", arguments)})";
    }
}
