using EqlPS.Events.Evtx.Values;

namespace EqlPS.Tests.Evtx.Tree;

/// <summary>An attribute and its value; several texts are joined to one.</summary>
internal readonly record struct EvtxAttribute(string Name, EvtxValueRef Value);
