using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Tree;
using EqlPS.Events.Evtx.Values;

namespace EqlPS.Events.Evtx.Projection;

/// <summary>Resolves, once for a template at a place, which of its substitutions and texts feed the wanted slots.</summary>
/// <remarks>Whatever the steps of a plan can not express exactly as a walk would answer it makes the plan a walk.</remarks>
internal sealed class ProjectionPlanner(TemplateProgram program)
{
    private const int NoGuard = -1;

    private readonly List<PlanStep> _steps = [];
    private readonly HashSet<int> _fed = [];
    private bool _needsWalk;

    public ProjectionPlan Plan(PathNode place)
    {
        // Positions would have to go on counting from what stands before the nested contents.
        _needsWalk = place.Kind == PathNodeKind.EventData && place.LastPosition > 0;
        Contents(0, program.Nodes.Length, place, NoGuard);
        if (!_steps.Exists(step => step.Kind == PlanStepKind.Position && !step.IsNamed))
        {
            _steps.RemoveAll(step => step.Kind == PlanStepKind.Position);
        }

        return _needsWalk ? ProjectionPlan.Walk : new ProjectionPlan(_steps.ToArray(), false);
    }

    private void Contents(int from, int to, PathNode place, int guard)
    {
        for (int i = from; i < to && !_needsWalk; i = program.Nodes[i].End)
        {
            ref readonly BinaryXmlNode node = ref program.Nodes[i];
            if (node.Kind == BinaryXmlNodeKind.Element)
            {
                Element(i, place, guard);
            }
            else if (node.IsSubstitution)
            {
                _needsWalk |= place.Kind == PathNodeKind.EventData && place.LastPosition > 0;
                _steps.Add(new PlanStep
                {
                    Kind = PlanStepKind.Nested, Substitution = node.Substitution, Guard = guard, Slot = -1, Place = place,
                });
            }
        }
    }

    private void Element(int index, PathNode parent, int guard)
    {
        ref readonly BinaryXmlNode element = ref program.Nodes[index];
        string name = EvtxNames.Local(program.Names[element.Name]);
        if (parent.Kind == PathNodeKind.EventData)
        {
            Data(index, name, parent, guard);
            return;
        }

        PathNode? place = parent.Find(name);
        if (place is null)
        {
            return;
        }

        int contents = EndOfAttributes(index);
        int own = Guard(contents, element.End, guard);
        if (place.WantsAttributes)
        {
            int repeater = Repeater(contents, element.End);
            for (int i = index + 1; i < contents; i = program.Nodes[i].End)
            {
                int slot = place.FindAttribute(program.Names[program.Nodes[i].Name]);
                if (slot >= 0)
                {
                    Feed(slot, i + 1, program.Nodes[i].End, own, new PlanStep { IsAttribute = true, Repeater = repeater });
                }
            }
        }

        if (place.Slot >= 0)
        {
            Feed(place.Slot, contents, element.End, own, new PlanStep());
        }

        if (place.WantsContents)
        {
            _needsWalk |= MixesElementsAndValues(contents, element.End);
            Contents(contents, element.End, place, own);
        }
    }

    /// <summary>A child of EventData: known by its Name, by its own name when it is no Data, or by position.</summary>
    private void Data(int index, string localName, PathNode eventData, int guard)
    {
        ref readonly BinaryXmlNode element = ref program.Nodes[index];
        int contents = EndOfAttributes(index);
        int own = Guard(contents, element.End, guard);
        string? name = null;
        for (int i = index + 1; i < contents; i = program.Nodes[i].End)
        {
            if (program.Names[program.Nodes[i].Name] == DataNames.Attribute)
            {
                EvtxValueRef? constant = Constant(i + 1, program.Nodes[i].End);
                _needsWalk |= constant is null || name is not null;
                name = constant?.GetText();
            }
        }

        ReadOnlySpan<char> key = DataNames.Key(localName.AsSpan(), name.AsSpan());
        int slot = eventData.FindData(key.ToString());
        if (slot >= 0)
        {
            Feed(slot, contents, element.End, own, new PlanStep());
        }

        if (eventData.LastPosition > 0)
        {
            var step = new PlanStep { Kind = PlanStepKind.Position, Place = eventData, IsNamed = !DataNames.IsPositional(key) };
            Feed(-1, contents, element.End, own, step);
        }
    }

    /// <summary>Completes the step for texts between two nodes, one substitution or constants only, and adds it.</summary>
    private void Feed(int slot, int from, int to, int guard, PlanStep step)
    {
        if (slot >= 0 && !_fed.Add(slot))
        {
            _needsWalk = true;
            return;
        }

        int texts = 0;
        int substitution = -1;
        for (int i = from; i < to; i = program.Nodes[i].End)
        {
            bool isText = program.Nodes[i].Kind is not (BinaryXmlNodeKind.Element or BinaryXmlNodeKind.ProcessingInstruction);
            texts += isText ? 1 : 0;
            substitution = program.Nodes[i].IsSubstitution ? i : substitution;
        }

        if (substitution < 0)
        {
            _steps.Add(step with { Substitution = -1, Guard = guard, Slot = slot, Constant = Constant(from, to) ?? EvtxValueRef.Empty });
            return;
        }

        ref readonly BinaryXmlNode node = ref program.Nodes[substitution];
        _needsWalk |= texts > 1;
        _steps.Add(step with { Substitution = node.Substitution, Guard = guard, Slot = slot, IsOptional = IsRemoving(node) });
    }

    /// <summary>The constant text between two nodes, or null when a substitution is part of it.</summary>
    private EvtxValueRef? Constant(int from, int to)
    {
        var text = new TextJoiner();
        for (int i = from; i < to; i = program.Nodes[i].End)
        {
            ref readonly BinaryXmlNode node = ref program.Nodes[i];
            switch (node.Kind)
            {
                case BinaryXmlNodeKind.NormalSubstitution or BinaryXmlNodeKind.OptionalSubstitution:
                    return null;
                case BinaryXmlNodeKind.EntityReference:
                    text.Add(EntityText.Resolve(program.Names[node.Name]));
                    break;
                case BinaryXmlNodeKind.Text or BinaryXmlNodeKind.CData or BinaryXmlNodeKind.CharacterReference:
                    text.Add(new EvtxValueRef(program.Body, node.Offset, node.Length, node.Type));
                    break;
                default:
                    break;
            }
        }

        return text.Result;
    }

    /// <summary>The value that removes the element when it is null; two of them are beyond a plan.</summary>
    private int Guard(int from, int to, int outer)
    {
        int guard = outer;
        for (int i = from; i < to; i = program.Nodes[i].End)
        {
            ref readonly BinaryXmlNode node = ref program.Nodes[i];
            if (IsRemoving(node) && guard != node.Substitution)
            {
                _needsWalk |= guard != NoGuard;
                guard = node.Substitution;
            }
        }

        return guard;
    }

    private static bool IsRemoving(in BinaryXmlNode node) =>
        node.Kind == BinaryXmlNodeKind.OptionalSubstitution && node.Type != BinaryXmlType.BinaryXml;

    /// <summary>The value that repeats the element if it is an array, or -1; two of them are beyond a plan.</summary>
    private int Repeater(int from, int to)
    {
        int repeater = -1;
        for (int i = from; i < to; i = program.Nodes[i].End)
        {
            if (program.Nodes[i].IsSubstitution)
            {
                _needsWalk |= repeater >= 0;
                repeater = program.Nodes[i].Substitution;
            }
        }

        return repeater;
    }

    /// <summary>An array among elements would repeat the elements too.</summary>
    private bool MixesElementsAndValues(int from, int to)
    {
        bool hasElement = false;
        bool hasValue = false;
        for (int i = from; i < to; i = program.Nodes[i].End)
        {
            hasElement |= program.Nodes[i].Kind == BinaryXmlNodeKind.Element;
            hasValue |= program.Nodes[i].IsSubstitution && program.Nodes[i].Type != BinaryXmlType.BinaryXml;
        }

        return hasElement && hasValue;
    }

    private int EndOfAttributes(int element)
    {
        int i = element + 1;
        while (i < program.Nodes[element].End && program.Nodes[i].Kind == BinaryXmlNodeKind.Attribute)
        {
            i = program.Nodes[i].End;
        }

        return i;
    }
}
