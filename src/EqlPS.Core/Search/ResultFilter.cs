using EqlPS.Alerts;
using EqlPS.Analysis;
using EqlPS.Analysis.Bound;
using EqlPS.Compilation;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Schema;

namespace EqlPS.Search;

/// <summary>
/// The condition of a <c>filter</c> pipe. As long as no result passes it notes what results have, to tell afterwards what none did.
/// </summary>
internal sealed class ResultFilter
{
    private const int MostReasons = 5;
    private const int MostSamples = 8;

    private readonly FieldTable _fields = new();
    private readonly Condition _condition;
    private readonly ResultFieldReader _reader;
    private readonly int[] _slots;
    private readonly bool[] _isSeen;
    private readonly List<EqlResult> _samples = [];
    private bool _hasPassed;

    public ResultFilter(BoundExpression expression, EqlQuery query, FaultCounter faults, CancellationToken cancellation)
    {
        _condition = new ConditionCompiler(_fields, query.Now).Compile(expression);
        _slots = BoundFields.Of(expression).Where(f => !f.IsOptional && f.FieldType == FieldType.Unmapped).OrderBy(f => f.Span.Start)
            .Select(f => _fields.SlotOf(f.Path)).Distinct().ToArray();
        _isSeen = new bool[_fields.Count];
        _reader = new ResultFieldReader(_fields, faults, cancellation);
    }

    /// <summary>Whether a result passes.</summary>
    public bool Passes(EqlResult result)
    {
        EvaluationContext context = _reader.Read(result);
        bool isMet = _condition.IsMet(context);
        if (isMet || _hasPassed)
        {
            _hasPassed = true;
            return isMet;
        }

        foreach (int slot in _slots)
        {
            _isSeen[slot] = _isSeen[slot] || !context.Field(slot).IsNull;
        }

        if (_samples.Count < MostSamples)
        {
            _samples.Add(result);
        }

        return false;
    }

    /// <summary>The fields that no result had and that are needed or probably misspelt, if none passed: an English phrase each.</summary>
    public IEnumerable<string> FindGaps() =>
        new AbsentFields(_fields, _condition).WorthTelling(FindAbsent(), []).Take(MostReasons)
            .Select(slot => Absence.OfResult(BoundText.Shown(NameOf(slot))) + Meant(_fields.Paths[slot]));

    /// <summary>Why nothing could have passed, whatever else results had: the fields that none had; null if something could.</summary>
    public string? WhyImpossible()
    {
        var absent = new AbsentFields(_fields, _condition);
        int[] all = FindAbsent();
        int[] needed = all.Where(slot => absent.IsRefuted([slot])).Take(1).ToArray();
        needed = needed.Length == 0 && absent.IsRefuted(all) ? all : needed;
        return needed.Length == 0 ? null : string.Join(", and ", needed.Select(slot => Absence.OfResult(NameOf(slot))));
    }

    private int[] FindAbsent() => _hasPassed || _samples.Count == 0 ? [] : _slots.Where(slot => !_isSeen[slot]).ToArray();

    private string NameOf(int slot)
    {
        string path = _fields.Paths[slot];
        return path.StartsWith(PipeScope.ColumnPrefix, StringComparison.Ordinal) ? path.Substring(PipeScope.ColumnPrefix.Length) : path;
    }

    private string Meant(string path)
    {
        if (_samples.TrueForAll(sample => sample.Kind == EqlResultKind.Row))
        {
            return $": rows of [count] have {string.Join(", ", _samples[0].Values.Select(value => value.Name).Prepend("key"))}";
        }

        PipeScope.TrySplit(path, out int index, out string inner);
        string[] names = _samples.Where(sample => index < sample.Events.Count).Select(sample => sample.Events[index]?.Payload)
            .OfType<SourceEvent>().SelectMany(source => EventTree.Read(source.Json).Paths()).Distinct().ToArray();
        return MeantFields.For(inner, names);
    }
}
