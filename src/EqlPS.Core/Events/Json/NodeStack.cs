using System.Runtime.CompilerServices;
using EqlPS.Platform;

namespace EqlPS.Events.Json;

/// <summary>
/// The path nodes of the objects and arrays that are open, innermost on top. Lives on the stack for events of ordinary depth.
/// </summary>
[HotPath]
internal ref struct NodeStack
{
    private const int InlineDepth = 8;

    private JsonPathNode _first;
    private JsonPathNode[]? _rest;

    public NodeStack(JsonPathNode root)
    {
        _first = root;
        _rest = null;
        Count = 1;
    }

    public int Count { get; private set; }

    public readonly JsonPathNode Top
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Count == 1 ? _first : _rest![Count - 2];
    }

    public void Push(JsonPathNode node)
    {
        _rest ??= new JsonPathNode[InlineDepth];
        if (Count - 1 == _rest.Length)
        {
            Array.Resize(ref _rest, _rest.Length * 2);
        }

        _rest[Count - 1] = node;
        Count++;
    }

    public void Pop() => Count--;
}
