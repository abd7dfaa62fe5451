using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Values;

namespace EqlPS.Mappings.Accounts;

/// <summary>
/// Reads input for the accounts that its events name together with their SIDs: logons and whatever else the Security log says of a subject
/// or target. Sysmon names an account and not its SID, which rules ask for.
/// </summary>
internal sealed class AccountSurvey
{
    private const string Data = RawPaths.EventDataField;
    private const string TimestampField = "@timestamp";

    private static readonly string[] Fields =
    [
        Data + "SubjectDomainName", Data + "SubjectUserName", Data + "SubjectUserSid",
        Data + "TargetDomainName", Data + "TargetUserName", Data + "TargetUserSid",
        Data + "TargetDomainName", Data + "TargetUserName", Data + "TargetSid",
        "user.domain", "user.name", "user.id",
    ];

    private readonly FieldTable _fields = new();
    private readonly int[] _slots;
    private readonly EventReaders _readers;
    private readonly EvaluationContext _context;

    /// <param name="mappings">How raw records become events.</param>
    public AccountSurvey(MappingSet mappings)
    {
        _slots = Fields.Select(_fields.SlotOf).ToArray();

        // The default profile never takes the service that wrote a log for the user.
        _readers = new EventReaders(_fields, ReadingMode.Default, TimestampField, mappings);
        _context = new EvaluationContext(_fields.Count);
    }

    public AccountDirectory Accounts { get; } = new();

    /// <summary>
    /// Reads an input to its end. What cannot be read is passed over: it is met again, and reported, where the events are read.
    /// </summary>
    /// <exception cref="OperationCanceledException">The survey was cancelled.</exception>
    public void Read(InputSource input, CancellationToken cancellation)
    {
        try
        {
            foreach (EventReader reader in _readers.Open(input, new InputLossLog()))
            {
                using (reader)
                {
                    while (reader.Read(_context))
                    {
                        cancellation.ThrowIfCancellationRequested();
                        Take();
                    }
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or InputException)
        {
            // Met again later.
        }
    }

    private void Take()
    {
        for (int i = 0; i < _slots.Length; i += 3)
        {
            if (Text(i + 2) is string sid)
            {
                Accounts.Add(Text(i), Text(i + 1), sid);
            }
        }
    }

    private string? Text(int index)
    {
        EqlValue value = _context.Field(_slots[index]);
        return value.Kind == EqlValueKind.Text ? value.AsText() : null;
    }
}
