namespace EqlPS.Tests.Evaluation;

/// <summary>Conditions over five fields, as they are written in a query.</summary>
internal sealed class RandomConditions(Random random, RandomValues values)
{
    public const int FieldCount = 5;

    private readonly string[] _wildcards = ["*", "a*", "*b", "?", "*A*", "a?", "*\u212A*", "1*"];

    /// <summary>A condition of at most this many levels.</summary>
    public string Next(int depth) => random.Next(depth > 0 ? 8 : 4) switch
    {
        0 => $"{Field()} == {values.Constant()}",
        1 => $"{Field()} : ({values.TextConstant()}, {values.TextConstant()})",
        2 => random.Next(2) == 0 ? $"{Field()} != null" : $"length({Field()}) > {random.Next(3)}",
        3 => $"{Field()} {(random.Next(2) == 0 ? ":" : "like")} \"{_wildcards[random.Next(_wildcards.Length)]}\"",
        4 => $"not ({Next(depth - 1)})",
        5 => $"({Next(depth - 1)} or {Next(depth - 1)})",
        _ => $"({Next(depth - 1)} and {Next(depth - 1)} and {Next(0)})",
    };

    private string Field() => "f" + random.Next(FieldCount);
}
