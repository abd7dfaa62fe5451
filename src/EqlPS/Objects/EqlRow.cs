using EqlPS.Execution;

namespace EqlPS.Objects;

/// <summary>A row that <c>| count</c> made.</summary>
public sealed class EqlRow
{
    internal EqlRow(EqlResult result)
    {
        Key = ResultValues.Of(result.Key);
        Count = Number(result, "count") is object count ? Convert.ToInt64(count, System.Globalization.CultureInfo.InvariantCulture) : 0;
        Percent = Number(result, "percent") is double percent ? percent : null;
    }

    /// <summary>The values that were counted; empty where everything was.</summary>
    public EqlList<object?> Key { get; }

    /// <summary>How many results have the key.</summary>
    public long Count { get; }

    /// <summary>Their share of all, 0 to 1; null where everything was counted.</summary>
    public double? Percent { get; }

    private static object? Number(EqlResult result, string name) =>
        result.Values.Where(value => value.Name == name).Select(value => ResultValues.ToObject(value.Value)).FirstOrDefault();
}
