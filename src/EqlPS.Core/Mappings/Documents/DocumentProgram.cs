using EqlPS.Mappings.Compilation;

namespace EqlPS.Mappings.Documents;

/// <summary>All fields of one event id, for whole documents.</summary>
/// <param name="Targets">Their paths.</param>
/// <param name="Program">Computes them; its outputs' slots are places in the targets.</param>
/// <param name="Rules">Say what is left of EventData.</param>
internal sealed record DocumentProgram(IReadOnlyList<string> Targets, MappingProgram Program, ActiveRules Rules);
