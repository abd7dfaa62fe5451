using EqlPS.Events;

namespace EqlPS.Hunting.Kept;

/// <summary>The forms of the events in a store, by number. Any thread may call it.</summary>
internal sealed class EventForms
{
    private readonly object _gate = new();
    private readonly Dictionary<IEventForm, int> _numbers = [];
    private readonly List<IEventForm> _forms = [];

    /// <summary>The number of a form, from 1; 0 for events that are kept as JSON.</summary>
    public int NumberOf(IEventForm? form)
    {
        if (form is null)
        {
            return 0;
        }

        lock (_gate)
        {
            if (!_numbers.TryGetValue(form, out int number))
            {
                _forms.Add(form);
                number = _forms.Count;
                _numbers.Add(form, number);
            }

            return number;
        }
    }

    /// <summary>The form of a number; null for 0.</summary>
    public IEventForm? Form(int number)
    {
        lock (_gate)
        {
            return number == 0 ? null : _forms[number - 1];
        }
    }
}
