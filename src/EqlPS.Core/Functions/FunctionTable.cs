using EqlPS.Analysis;
using static EqlPS.Functions.ParameterType;

namespace EqlPS.Functions;

/// <summary>The 16 functions of EQL. Names are looked up without regard to case.</summary>
internal static class FunctionTable
{
    private static readonly FunctionDefinition[] Rows =
    [
        Operator("add", "+", NumberFunctions.Add),
        Operator("subtract", "-", NumberFunctions.Subtract),
        Operator("multiply", "*", NumberFunctions.Multiply),
        Operator("divide", "/", NumberFunctions.Divide),
        Operator("modulo", "%", NumberFunctions.Modulo),
        new("number", EqlType.Number, NumberFunctions.Number,
            new("source", Text), new("base", WholeNumber) { IsOptional = true, IsConstant = true, AcceptsNull = true }),
        new("length", EqlType.Number, TextFunctions.Length, new ParameterDefinition("source", Text)),
        new("string", EqlType.Text, TextFunctions.String, new ParameterDefinition("value", Any)),
        new("concat", EqlType.Text, TextFunctions.Concat, new ParameterDefinition("value", Any) { Repeats = true }),
        new("substring", EqlType.Text, TextFunctions.Substring,
            new("source", Text),
            new("start", WholeNumber) { AcceptsNull = true },
            new("end", WholeNumber) { IsOptional = true, AcceptsNull = true }),
        new("between", EqlType.Text, TextFunctions.Between,
            new("source", Text), new("left", Text), new("right", Text), new("greedy", ParameterType.Boolean) { IsOptional = true })
        { HasIgnoreCaseForm = true },
        new("indexOf", EqlType.Number, TextFunctions.IndexOf,
            new("source", Text), new("substring", Text), new("start", WholeNumber) { IsOptional = true, AcceptsNull = true })
        { HasIgnoreCaseForm = true },
        new("startsWith", EqlType.Boolean, TextFunctions.StartsWith, new("source", Text), new("prefix", Text)) { HasIgnoreCaseForm = true },
        new("endsWith", EqlType.Boolean, TextFunctions.EndsWith, new("source", Text), new("suffix", Text)) { HasIgnoreCaseForm = true },
        new("stringContains", EqlType.Boolean, TextFunctions.StringContains, new("source", Text), new("substring", Text))
        { HasIgnoreCaseForm = true },
        new("cidrMatch", EqlType.Boolean, NetworkFunctions.CidrMatch,
            new("address", Ip), new("block", CidrBlock) { IsConstant = true, Repeats = true }),
    ];

    private static readonly Dictionary<string, FunctionDefinition> ByName =
        Rows.ToDictionary(r => r.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All functions, in the order that help lists them.</summary>
    public static IReadOnlyList<FunctionDefinition> All => Rows;

    /// <summary>The function of a name in any case, or null.</summary>
    public static FunctionDefinition? Find(string name) => ByName.TryGetValue(name, out FunctionDefinition? row) ? row : null;

    /// <summary>The function that a number operator stands for.</summary>
    public static FunctionDefinition OfOperator(string symbol) => Array.Find(Rows, r => r.Symbol == symbol)!;

    private static FunctionDefinition Operator(string name, string symbol, FunctionBody body) =>
        new(name, EqlType.Number, body, new("left", ParameterType.Number), new("right", ParameterType.Number)) { Symbol = symbol };
}
