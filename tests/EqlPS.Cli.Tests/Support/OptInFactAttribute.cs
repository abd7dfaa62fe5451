namespace EqlPS.Cli.Tests.Support;

/// <summary>A fact that runs only when an environment variable asks for it, because it takes long.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OptInFactAttribute : FactAttribute
{
    public OptInFactAttribute(string variable)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
        {
            Skip = "set " + variable + " to run it";
        }
    }
}
