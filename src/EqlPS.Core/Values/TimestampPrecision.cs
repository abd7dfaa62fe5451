namespace EqlPS.Values;

/// <summary>The finest part of a written date and time; the text denotes that whole year, month and so on.</summary>
internal enum TimestampPrecision
{
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,

    /// <summary>A fraction of the second was written: one instant.</summary>
    Exact,
}
