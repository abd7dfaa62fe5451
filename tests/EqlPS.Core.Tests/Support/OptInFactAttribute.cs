namespace EqlPS.Tests.Support;

/// <summary>A fact that runs only when an environment variable asks for it, because it needs an outside tool or a long time.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OptInFactAttribute : FactAttribute
{
    /// <param name="variable">The environment variable that asks for it.</param>
    /// <param name="needsSharedData">Whether it reads the outside data beside the repository.</param>
    public OptInFactAttribute(string variable, bool needsSharedData = false)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
        {
            Skip = "set " + variable + " to run it";
        }
        else if (needsSharedData && SharedData.Root is null)
        {
            Skip = "the shared data is not beside the repository";
        }
    }
}
