namespace EqlPS.Tests.Hunting.Twin;

/// <summary>Short ways to draw.</summary>
internal static class RandomExtensions
{
    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>True once in so many times.</summary>
    public static bool OneIn(this Random random, int count) => random.Next(count) == 0;
}
