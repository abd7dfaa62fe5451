namespace EqlPS.Benchmarks.Events;

/// <summary>A short way to draw.</summary>
internal static class RandomExtensions
{
    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
