using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>What nodes work with while one record is mapped.</summary>
internal sealed class MappingFrame
{
    /// <summary>The raw record: a value for each source path.</summary>
    public EqlValue[] Raw { get; set; } = [];

    /// <summary>The fields mapped so far.</summary>
    public EqlValue[] Registers { get; private set; } = [];

    public void EnsureRegisters(int count)
    {
        if (Registers.Length < count)
        {
            Registers = new EqlValue[count];
        }
    }
}
