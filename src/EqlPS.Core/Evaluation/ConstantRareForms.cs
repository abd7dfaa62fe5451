using EqlPS.Values;

namespace EqlPS.Evaluation;

/// <summary>
/// A constant as a date, an address and a version: what few field values ask for, and what takes long to read. Immutable.
/// </summary>
internal sealed class ConstantRareForms
{
    private const int LastNanosecondOfTick = 99;

    public ConstantRareForms(in EqlValue constant, string text, Timestamp now)
    {
        HasDates = TryReadDates(constant, now, out Timestamp first, out Timestamp last);
        FirstDate = first;
        LastDate = last;
        if (constant.Kind == EqlValueKind.Ip)
        {
            Address = constant.AsIp();
        }
        else if (constant.Kind == EqlValueKind.Text)
        {
            Address = IpAddress.TryParse(text.AsSpan(), out IpAddress address) ? address : null;
            Block = CidrBlock.TryParse(text.AsSpan(), out CidrBlock block) ? block : null;
        }

        Version = constant.Kind == EqlValueKind.Version ? constant.AsVersion() : new VersionValue(text);
    }

    /// <summary>Whether the constant says an instant or a stretch of time, such as a whole day.</summary>
    public bool HasDates { get; }

    public Timestamp FirstDate { get; }

    public Timestamp LastDate { get; }

    public IpAddress? Address { get; }

    public CidrBlock? Block { get; }

    public VersionValue Version { get; }

    private static bool TryReadDates(in EqlValue constant, Timestamp now, out Timestamp first, out Timestamp last)
    {
        first = last = default;
        switch (constant.Kind)
        {
            case EqlValueKind.Date:
                first = last = constant.AsDate();
                return true;
            case EqlValueKind.Integer:
                first = last = Timestamp.FromUnixMilliseconds(constant.AsInteger());
                break;
            case EqlValueKind.Double:
                first = last = Timestamp.FromUnixMilliseconds(constant.AsDouble());
                break;
            case EqlValueKind.Text:
                if (!DateMath.TryParse(constant.AsText().AsSpan(), now, out first, out last))
                {
                    return false;
                }

                break;
            default:
                return false;
        }

        // A constant written to the millisecond means all of it: the finer part of an event's time is nothing its author could know.
        bool isWholeMillisecond = first == last && first.Nanoseconds == 0 && first.Ticks % TimeSpan.TicksPerMillisecond == 0;
        if (isWholeMillisecond && first.TryAddTicks(TimeSpan.TicksPerMillisecond - 1, out Timestamp end))
        {
            last = Timestamp.FromTicks(end.Ticks, LastNanosecondOfTick);
        }

        return true;
    }
}
