using System.Text;
using EqlPS.Events.Evtx.Values;

namespace EqlPS.Events.Evtx.Tree;

/// <summary>Makes one value of the texts that an element or attribute consists of; a single one keeps its type.</summary>
internal struct TextJoiner
{
    private EvtxValueRef _only;
    private StringBuilder? _joined;

    public void Add(in EvtxValueRef value)
    {
        if (_joined is not null)
        {
            value.AppendText(_joined);
        }
        else if (_only.IsNone)
        {
            _only = value;
        }
        else
        {
            _joined = new StringBuilder();
            _only.AppendText(_joined);
            value.AppendText(_joined);
        }
    }

    /// <summary>The value as an attribute has it: one text, even of an array.</summary>
    public readonly EvtxValueRef AttributeResult => Result.IsArray ? EvtxValueRef.FromText(Result.GetText()) : Result;

    /// <summary>The value; <see cref="EvtxValueRef.Empty"/> when nothing was added.</summary>
    public readonly EvtxValueRef Result =>
        _joined is not null ? EvtxValueRef.FromText(_joined.ToString()) : _only.IsNone ? EvtxValueRef.Empty : _only;
}
