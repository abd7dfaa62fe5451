using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>The rules of one event id that feed the wanted fields, in an order in which each finds what it refers to.</summary>
/// <param name="registers">One for each field that is computed.</param>
/// <param name="outputs">Which register goes to which slot.</param>
/// <param name="rawSlots">The slots of the raw record that are read.</param>
internal sealed class MappingProgram(MappingNode[] registers, MappingOutput[] outputs, int[] rawSlots)
{
    /// <summary>The slots of the raw record that the program reads.</summary>
    public int[] RawSlots => rawSlots;

    public IReadOnlyList<MappingOutput> Outputs => outputs;

    /// <summary>Computes the fields; they stand in the frame's registers then.</summary>
    public void Run(MappingFrame frame)
    {
        frame.EnsureRegisters(registers.Length);
        for (int i = 0; i < registers.Length; i++)
        {
            frame.Registers[i] = registers[i].Evaluate(frame);
        }
    }

    /// <summary>Computes the fields and puts the wanted ones into their slots.</summary>
    public void Run(MappingFrame frame, EqlValue[] slots)
    {
        Run(frame);
        foreach (MappingOutput output in outputs)
        {
            slots[output.Slot] = frame.Registers[output.Register];
        }
    }
}
