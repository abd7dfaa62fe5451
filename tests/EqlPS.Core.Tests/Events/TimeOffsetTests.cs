using System.IO.Compression;
using System.Text;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Flat;
using EqlPS.Events.Raw;
using EqlPS.Values;

namespace EqlPS.Tests.Events;

/// <summary>The clocks of flattened events, put right by what Sysmon events show.</summary>
public sealed class TimeOffsetTests
{
    private static readonly string[] Paths = ["System/TimeCreated/@SystemTime"];

    [Fact]
    public void The_commonest_offset_of_the_same_host_counts_even_for_events_before_it()
    {
        string text = Line("A", 4688, "2020-09-17 17:31:45") + Line("B", 4688, "2020-09-17 17:31:45")
            + Line("C", 4688, "2020-09-17 17:31:45")
            + Sysmon("A", "2020-09-17 17:31:46", "2020-09-17 21:31:45.900") + Sysmon("A", "2020-09-17 17:31:47", "2020-09-17 21:31:46.100")
            + Sysmon("A", "2020-09-17 17:31:47", "2020-09-17 18:31:46.100") + Sysmon("B", "2020-09-17 17:31:47", "2020-09-17 12:01:46.100");
        foreach (bool isRepeatable in new[] { true, false })
        {
            List<string> times = RawText.Read(Encoding.UTF8.GetBytes(text), Paths, null, isRepeatable);
            Assert.Equal("System/TimeCreated/@SystemTime=2020-09-17T21:31:45.000Z", times[0]);
            Assert.Equal("System/TimeCreated/@SystemTime=2020-09-17T12:01:45.000Z", times[1]);
            Assert.Equal("System/TimeCreated/@SystemTime=2020-09-17T17:31:45.000Z", times[2]);
        }
    }

    [Fact]
    public void What_was_measured_is_reported()
    {
        string text = Sysmon("A", "2020-09-17 17:31:46", "2020-09-17 21:31:45.900")
            + Sysmon("A", "2020-09-17 17:31:46", "2020-09-17 21:31:46.100")
            + Sysmon("A", "2020-09-17 17:31:47", "2020-09-17 18:31:46.100") + Line("B", 4688, "2020-09-17 17:31:45");
        Assert.Equal(
        [
            new TimeOffset("A", "EventTime", 4 * TimeSpan.TicksPerHour, 3, 2, 200 * TimeSpan.TicksPerMillisecond),
            new TimeOffset("B", "EventTime", null, 0, 0, 0),
        ],
        Measured(text));
    }

    [Fact]
    public void A_host_that_comes_late_is_still_measured()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 3_000; i++)
        {
            text.Append(Sysmon("A", "2020-09-17 17:31:46", "2020-09-17 21:31:46.000"));
        }

        text.Append(Line("B", 4688, "2020-09-17 17:31:45")).Append(Sysmon("B", "2020-09-17 17:31:46", "2020-09-17 16:31:46.000"));
        TimeOffset[] measured = Measured(text.ToString());
        Assert.Equal([-TimeSpan.TicksPerHour], measured.Where(m => m.Host == "B").Select(m => m.Ticks!.Value));

        // A clock that showed the same so many times is looked at no more.
        Assert.Equal(16, measured.Single(m => m.Host == "A").Samples);
    }

    [Fact]
    public void No_offset_is_made_up_of_times_that_are_days_apart() =>
        Assert.Null(Assert.Single(Measured(Sysmon("A", "2020-09-17 17:31:46", "2020-09-20 21:31:46.000"))).Ticks);

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public void A_survey_that_goes_on_finds_what_one_in_a_single_pass_does(bool isArray, bool isSeekable)
    {
        var random = new Random(11);
        string[] lines = Enumerable.Range(0, 5_000).Select(i => SurveyedLine(i, random)).ToArray();
        byte[] text = Encoding.UTF8.GetBytes(isArray ? $"\uFEFF[{string.Join(",\n ", lines)}]" : string.Join("\n", lines));
        Func<Stream> open = () => isSeekable ? new MemoryStream(text) : new GZipStream(new MemoryStream(Packed(text)), CompressionMode.Decompress);

        var inSteps = new OffsetSurvey(string.Empty);
        Assert.False(inSteps.Run(open, toTheEnd: false));
        TimeOffset[] early = inSteps.Results().ToArray();
        Assert.True(inSteps.Run(open, toTheEnd: true));
        var atOnce = new OffsetSurvey(string.Empty);
        Assert.True(atOnce.Run(open, toTheEnd: true));

        Assert.Equal(atOnce.Results(), inSteps.Results());
        Assert.True(early.Length < atOnce.Results().Count());
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(50_000)]
    public void Hosts_with_long_names_are_told_apart_and_not_remembered_whole(int length)
    {
        // They differ in their last character only.
        string[] hosts = Enumerable.Range(0, 8).Select(i => new string('h', length - 1) + i).ToArray();
        string text = string.Concat(hosts.Select((host, i) => Line(host, 4688, "2020-09-17 10:31:45")
            + string.Concat(Enumerable.Repeat(Sysmon(host, "2020-09-17 10:31:45", $"2020-09-17 {10 + i}:31:45.000"), 20))));
        List<string> times = RawText.Read(Encoding.UTF8.GetBytes(text), Paths, null, isRepeatable: true);
        TimeOffset[] measured = Measured(text);

        Assert.Equal(hosts.Select((_, i) => $"System/TimeCreated/@SystemTime=2020-09-17T{10 + i}:31:45.000Z"),
            hosts.Select((_, i) => times[i * 21]));
        Assert.Equal(hosts.Select((_, i) => (long?)(i * TimeSpan.TicksPerHour)).OrderBy(t => t), measured.Select(m => m.Ticks).OrderBy(t => t));
        Assert.All(measured, m => Assert.InRange(m.Host.Length, 1, 400));
    }

    [Fact]
    public void A_survey_of_long_names_holds_on_to_none()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(i => string.Concat(Enumerable.Repeat(
            Sysmon(new string('h', 50_000) + i, "2020-09-17 10:31:45", "2020-09-17 10:31:46.000"), 2)))));
        var survey = new OffsetSurvey(string.Empty);
        survey.Run(() => new MemoryStream(text), toTheEnd: true);
        Assert.Equal(40, survey.Results().Count());
        Assert.All(survey.Results(), result => Assert.InRange(result.Host.Length, 1, 400));
        var clear = new ClearHosts();
        clear.Add(Encoding.UTF8.GetBytes("short"));
        clear.Add(Encoding.UTF8.GetBytes(new string('h', 500_000)));
        Assert.True(clear.HasOneIn("a short one"u8));
        Assert.False(clear.HasOneIn(Encoding.UTF8.GetBytes(new string('h', 500_000))));
    }

    // Two hosts at the beginning, whose clocks are clear soon, and more and more behind them; some records are cut off.
    private static string SurveyedLine(int number, Random random)
    {
        string host = $"H{random.Next(number < 1_500 ? 2 : 2 + (number / 500))}";
        string utc = $"2020-09-17 {10 + (host[1] % 5)}:31:{random.Next(10, 60)}.{random.Next(100, 1000)}";
        string line = random.Next(3) == 0 ? Line(host, 4688, "2020-09-17 10:31:45") : Sysmon(host, "2020-09-17 10:31:45", utc);
        return random.Next(200) == 0 ? line.TrimEnd().TrimEnd('}', '"') : line.TrimEnd();
    }

    private static byte[] Packed(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionMode.Compress))
        {
            stream.Write(bytes, 0, bytes.Length);
        }

        return packed.ToArray();
    }

    private static TimeOffset[] Measured(string text)
    {
        var fields = new FieldTable();
        fields.SlotOf(Paths[0]);
        EventSource source = RawText.Open(Encoding.UTF8.GetBytes(text), new InputLossLog(), isRepeatable: true).Single();
        using RawRecordReader reader = source.OpenRaw(fields);
        while (reader.Read(new EqlValue[1], new FaultCounter()))
        {
        }

        return source.TimeOffsets.OrderBy(o => o.Host, StringComparer.Ordinal).ToArray();
    }

    private static string Line(string host, int id, string time) =>
        $"{{\"EventID\":{id},\"Channel\":\"Security\",\"Hostname\":\"{host}\",\"EventTime\":\"{time}\"}}\n";

    private static string Sysmon(string host, string time, string utc) =>
        "{\"EventID\":1,\"SourceName\":\"Microsoft-Windows-Sysmon\","
        + $"\"Hostname\":\"{host}\",\"EventTime\":\"{time}\",\"UtcTime\":\"{utc}\"}}\n";
}
