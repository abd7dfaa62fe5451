namespace EqlPS.Tests.Support;

/// <summary>A fact over the outside data beside the repository; reported as skipped where that data is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (SharedData.Root is null)
        {
            Skip = "the shared data is not beside the repository";
        }
    }
}
