using EqlPS.Mappings.Expressions;
using EqlPS.Mappings.Files;
using EqlPS.Mappings.Steps;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>Compiles the rules of one event id that feed some wanted fields.</summary>
internal sealed class ProgramCompiler
{
    private readonly MappingSet _set;
    private readonly ActiveRules _rules;
    private readonly IReadOnlyDictionary<string, int> _rawSlots;
    private readonly ConversionCaches _caches;
    private readonly KindConstants? _kind;
    private readonly Dictionary<string, int> _registerOf = new(StringComparer.Ordinal);
    private readonly List<MappingNode> _registers = [];
    private readonly HashSet<int> _shared = [];

    /// <param name="set">Knows what holds for all event ids.</param>
    /// <param name="rules">Those of the event id.</param>
    /// <param name="rawSlots">The wanted source paths.</param>
    /// <param name="caches">Remember what costly steps made.</param>
    /// <param name="kind">What the records have in common besides their event id; null for nothing.</param>
    public ProgramCompiler(
        MappingSet set, ActiveRules rules, IReadOnlyDictionary<string, int> rawSlots, ConversionCaches caches, KindConstants? kind = null)
    {
        _set = set;
        _rules = rules;
        _rawSlots = rawSlots;
        _caches = caches;
        _kind = kind;
    }

    /// <summary>The program that computes the wanted fields; those without rules have no register.</summary>
    /// <param name="wanted">Their paths.</param>
    /// <param name="isDate">Which of them are wanted as dates although the files may write them as text; null for none.</param>
    public MappingProgram Compile(IReadOnlyList<string> wanted, Func<string, bool>? isDate = null)
    {
        int[] registerOf = wanted.Select(path => isDate is not null && isDate(path) ? DateRegisterOf(path) : RegisterOf(path)).ToArray();
        return new MappingProgram([.. _registers], registerOf.Select(NodeOf).ToArray());
    }

    // The register of a field, or -1 if it never has a value.
    private int RegisterOf(string path)
    {
        if (_registerOf.TryGetValue(path, out int register))
        {
            return register;
        }

        // Chains of references are short: the files were checked. A circle through files for different channels gives nothing.
        _registerOf.Add(path, -1);
        MappingNode node = NodeOf(path);
        register = -1;
        if (node is not ConstantNode { Value.IsNull: true })
        {
            register = _registers.Count;
            _registers.Add(node);
        }

        _registerOf[path] = register;
        return register;
    }

    // Beside the field's own register, since other fields may be made of its text.
    private int DateRegisterOf(string path)
    {
        int register = RegisterOf(path);
        if (register < 0 || GivesDates(_registers[register]))
        {
            return register;
        }

        _registers.Add(Convert(Reference(path), StepTable.Find("date")!, TimeSteps.Date, new StepArguments([], null)));
        return _registers.Count - 1;
    }

    private static bool GivesDates(MappingNode node) => node switch
    {
        StepNode step => step.GivesDates,
        EventTimeNode => true,
        FirstNode first => Array.TrueForAll(first.Items, GivesDates),
        _ => false,
    };

    // What no other field refers to is computed once anyway.
    private MappingNode NodeOf(int register) => register < 0 ? ConstantNode.Null
        : _shared.Contains(register) && _registers[register] is not ConstantNode ? new RegisterNode(register)
        : _registers[register];

    private MappingNode NodeOf(string path)
    {
        List<MappingNode> alternatives = [];
        foreach (MappingRule rule in _rules.For(path))
        {
            alternatives.Add(Compile(rule.Expression));
        }

        if (path.StartsWith(RawPaths.EventDataField, StringComparison.Ordinal))
        {
            foreach (string name in RawPaths.EventDataNames(path.Substring(RawPaths.EventDataField.Length)))
            {
                if (!_rules.IsTaken(name))
                {
                    alternatives.Add(Raw(RawPaths.EventData + name));
                }
            }
        }
        else if (path.StartsWith(RawPaths.UserDataField, StringComparison.Ordinal))
        {
            foreach (string source in RawPaths.UserDataSources(path, _set.UserDataNames))
            {
                alternatives.Add(Raw(source));
            }
        }
        else if (alternatives.Count == 0 && ObjectPart(path) is MappingNode part)
        {
            alternatives.Add(part);
        }

        return First(alternatives);
    }

    // a.b.c where a.b is a list of objects that have a part c.
    private MappingNode? ObjectPart(string path)
    {
        int dot = path.LastIndexOf('.');
        if (dot < 0 || !_set.ObjectParts.TryGetValue(path.Substring(0, dot), out IReadOnlyList<string>? parts))
        {
            return null;
        }

        for (int i = 0; i < parts.Count; i++)
        {
            if (path.Length - dot - 1 == parts[i].Length && path.EndsWith(parts[i], StringComparison.Ordinal))
            {
                StepDefinition step = StepTable.Find("part")!;
                return Convert(Reference(path.Substring(0, dot)), step, TextSteps.Part(i), new StepArguments([], null));
            }
        }

        return null;
    }

    private MappingNode Compile(MappingExpression expression)
    {
        switch (expression)
        {
            case ConstantExpression constant:
                return new ConstantNode(constant.Value);
            case SourceExpression source:
                return Raw(source.Path);
            case FieldReference field:
                return Reference(field.Path);
            case FirstExpression first:
                return First(first.Items.Select(Compile));
            case AllExpression all:
                return All(all, isDistinct: false);
            case StepExpression { Step.Name: "distinct", Operand: AllExpression all }:
                return All(all, isDistinct: true);
            case StepExpression step:
                return Convert(Compile(step.Operand), step.Step, ConversionOf(step), step.Arguments);
            case CombinationExpression call:
                return new CombinationNode(call.Function.Combination, call.Arguments.Select(Compile).ToArray());
            default:
                return ConstantNode.Null;
        }
    }

    private Conversion ConversionOf(StepExpression step) =>
        step.Step.Name == AccountSteps.SidStep && _set.Accounts is not null
            ? AccountSteps.SidOf(_set.Accounts)
            : step.Step.Create(step.Arguments);

    private MappingNode Raw(string path)
    {
        if (!_rawSlots.TryGetValue(path, out int slot))
        {
            return ConstantNode.Null;
        }

        if (_kind?.TextOf(path) is string text)
        {
            return text.Length == 0 ? ConstantNode.Null : new ConstantNode(EqlValue.From(text));
        }

        return path.StartsWith(RawPaths.EventData, StringComparison.Ordinal)
            ? new EventDataNode(slot, _rules.AbsentValues)
            : new RawNode(slot);
    }

    private MappingNode Reference(string path)
    {
        int register = RegisterOf(path);
        _shared.Add(register);
        return NodeOf(register);
    }

    private static bool IsTime(string text) => TimestampParser.TryParse(text.AsSpan(), out _);

    private static MappingNode First(IEnumerable<MappingNode> items)
    {
        List<MappingNode> kept = [];
        foreach (MappingNode item in items)
        {
            if (item is not ConstantNode { Value.IsNull: true })
            {
                kept.Add(item);
            }

            if (item is ConstantNode { Value.IsNull: false })
            {
                break;
            }
        }

        return kept.Count == 0 ? ConstantNode.Null : kept.Count == 1 ? kept[0] : new FirstNode([.. kept]);
    }

    private MappingNode All(AllExpression all, bool isDistinct)
    {
        MappingNode[] items = all.Items.Select(Compile).Where(i => i is not ConstantNode { Value.IsNull: true }).ToArray();
        var node = new AllNode(items, isDistinct);
        return node.IsConstant ? new ConstantNode(node.Evaluate(new MappingFrame(0))) : node;
    }

    private MappingNode Convert(MappingNode operand, StepDefinition step, Conversion conversion, StepArguments arguments)
    {
        if (operand is ConstantNode)
        {
            return new ConstantNode(new StepNode(operand, step, conversion, null).Evaluate(new MappingFrame(0)));
        }

        var node = new StepNode(operand, step, conversion, step.IsCostly ? _caches.For(step, arguments) : null);
        return operand is EventDataNode data && step.Name == "date" && !_rules.AbsentValues.Any(IsTime)
            ? new EventTimeNode(data.Slot, node) : node;
    }
}
