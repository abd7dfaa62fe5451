using System.Collections.Concurrent;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>The templates of all chunks of a run, shared by content so that a plan for one serves all; safe for many threads.</summary>
[HotPath]
internal sealed class TemplateStore
{
    /// <summary>Bytes of template bodies that are kept; a Windows installation defines less.</summary>
    private const int ByteBudget = 4 * 1024 * 1024;

    /// <summary>Layouts kept for one identifier and size: hosts, versions and orders of first use multiply them.</summary>
    private const int LayoutsPerKey = 64;

    /// <summary>Different templates kept for one identifier: the name of the host is part of a template.</summary>
    private const int VersionsPerId = 1024;

    private readonly ConcurrentDictionary<Key, TemplateLayout[]> _layouts = new();
    private readonly Dictionary<Guid, List<TemplateProgram>> _byId = [];
    private readonly object _gate = new();
    private int _bytes;

    public NameTable Names { get; } = new();

    /// <summary>The program of the template whose body stands at an offset of the chunk, if the store knows it.</summary>
    public TemplateProgram? Find(Guid id, EvtxChunk chunk, int start, int size)
    {
        if (_layouts.TryGetValue(new Key(id, size), out TemplateLayout[]? layouts))
        {
            foreach (TemplateLayout layout in layouts)
            {
                if (layout.Matches(chunk, start, size))
                {
                    return layout.Program;
                }
            }
        }

        return null;
    }

    /// <summary>Keeps what was parsed from <paramref name="body"/>, unless the store is full, and gives its program.</summary>
    public TemplateProgram Add(Guid id, byte[] body, BinaryXmlNodeList parsed)
    {
        BinaryXmlNode[] nodes = parsed.CopyNodes();
        string[] names = parsed.CopyNames();
        var key = new Key(id, body.Length);
        lock (_gate)
        {
            TemplateLayout[] layouts = _layouts.TryGetValue(key, out TemplateLayout[]? known) ? known : [];
            List<TemplateProgram> versions = _byId.TryGetValue(id, out List<TemplateProgram>? list) ? list : [];
            bool hasRoom = layouts.Length < LayoutsPerKey && versions.Count < VersionsPerId && body.Length <= ByteBudget - _bytes;
            var program = new TemplateProgram(id, body, nodes, names, hasRoom);
            if (!hasRoom)
            {
                return program;
            }

            TemplateProgram? same = versions.Find(version => version.DescribesSame(program));
            if (same is null)
            {
                versions.Add(program);
                _byId[id] = versions;
            }

            program = same ?? program;
            _bytes += body.Length;
            _layouts[key] = [.. layouts, new TemplateLayout(body, parsed.Fields.ToArray(), program)];
            return program;
        }
    }

    private readonly record struct Key(Guid Id, int Size);
}
