namespace EqlPS.Hunting.Files;

/// <summary>How long threads wait before they look whether the hunt goes on.</summary>
internal static class Pauses
{
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
}
