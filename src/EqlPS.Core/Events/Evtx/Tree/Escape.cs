namespace EqlPS.Events.Evtx.Tree;

/// <summary>Where a text stands, which decides what must be escaped in it.</summary>
internal enum Escape
{
    Text,
    Attribute,
    CData,
    Instruction,
}
