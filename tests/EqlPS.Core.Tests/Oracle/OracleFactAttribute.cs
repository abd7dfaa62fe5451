using EqlPS.Tests.Support;

namespace EqlPS.Tests.Oracle;

/// <summary>
/// A comparison with the reference engine beside the repository. It takes minutes and wants Python, so it runs only where the environment variable
/// <c>EQLPS_ORACLE</c> is set.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OracleFactAttribute : FactAttribute
{
    public OracleFactAttribute()
    {
        if (SharedData.Root is null)
        {
            Skip = "the shared data is not beside the repository";
        }
        else if (Environment.GetEnvironmentVariable("EQLPS_ORACLE") is null)
        {
            Skip = "set EQLPS_ORACLE=1 to compare with the reference engine";
        }
    }
}
