namespace EqlPS.Events.Flat;

/// <summary>How far the clock of a time field is from UTC on one host, as its Sysmon events show, which carry both.</summary>
/// <param name="Host">The computer's <see cref="HostKey"/>.</param>
/// <param name="Field">The time field.</param>
/// <param name="Ticks">What to add to the field, a multiple of 15 minutes in ticks of 100 ns; null if no Sysmon event of the host
/// tells.</param>
/// <param name="Samples">How many events told something.</param>
/// <param name="Agreeing">How many of them told this offset.</param>
/// <param name="SpreadTicks">How far those lie apart, in ticks: the delay between an event and its being logged.</param>
internal sealed record TimeOffset(string Host, string Field, long? Ticks, int Samples, int Agreeing, long SpreadTicks);
