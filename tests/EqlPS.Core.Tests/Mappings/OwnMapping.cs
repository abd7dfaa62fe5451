using System.Text;
using EqlPS.Mappings;

namespace EqlPS.Tests.Mappings;

/// <summary>A user's mapping file out of a test's text.</summary>
internal static class OwnMapping
{
    public static MappingLoadResult Load(string toml) => MappingSet.Load([new MappingSource("own.toml", Encoding.UTF8.GetBytes(toml))]);

    public static MappingSet Set(string toml)
    {
        MappingLoadResult result = Load(toml);
        Assert.True(result.Set is not null, string.Join("\n", result.Diagnostics));
        return result.Set!;
    }
}
