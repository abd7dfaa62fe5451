using EqlPS.Events.Evtx.Values;

namespace EqlPS.Tests.Evtx.Tree;

/// <summary>What an element contains at one place: another element, or a typed text.</summary>
internal readonly record struct EvtxContent(EvtxElement? Element, EvtxValueRef Value);
