using System.Management.Automation;
using EqlPS.Events;
using EqlPS.Events.Objects;

namespace EqlPS.Input;

/// <summary>Reads the objects of a pipeline as events.</summary>
/// <param name="readers">Make the reader.</param>
/// <param name="name">What the source is called.</param>
internal sealed class EventPipe(EventReaders readers, string name) : IDisposable
{
    private readonly ObjectEventReader _reader = readers.OpenObjects(new PowerShellObjectAccess(), name);
    private int _told;

    /// <summary>The reader, for those who begin with it.</summary>
    public ObjectEventReader Reader => _reader;

    /// <summary>Offers an object and has its events read.</summary>
    public void Give(object? item, Action<EventReader> read)
    {
        _reader.Offer(item);
        read(_reader);
    }

    /// <summary>Reports what was not reported yet: each kind of trouble once, when it is first met.</summary>
    public void Tell(Cmdlet command)
    {
        for (; _told < _reader.Troubles.Count; _told++)
        {
            ObjectTrouble trouble = _reader.Troubles[_told];
            string text = Visible.Line(FormattableString.Invariant($"Object {trouble.First.Record}: {trouble.Message}."));
            command.WriteError(new ErrorRecord(
                new InvalidDataException(text), trouble.Kind.ToString(), ErrorCategory.InvalidData, trouble.First.Record));
        }
    }

    /// <summary>Reports how often each trouble came, where it came more than once.</summary>
    public void Complete(Cmdlet command)
    {
        Tell(command);
        foreach (ObjectTrouble trouble in _reader.Troubles.Where(trouble => trouble.Count > 1))
        {
            string what = trouble.IsLost ? "gave no event" : "gave an event in part";
            command.WriteWarning(FormattableString.Invariant($"{trouble.Kind}: {trouble.Count} objects {what}."));
        }
    }

    public void Dispose() => _reader.Dispose();
}
