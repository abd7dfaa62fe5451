using EqlPS.Mappings;

namespace EqlPS.Tests.Mappings;

/// <summary>The built-in mapping files.</summary>
public sealed class MappingSetTests
{
    [Fact]
    public void BuiltInFilesAreWithoutFault() => Assert.NotEmpty(MappingSet.BuiltIn.Files);
}
