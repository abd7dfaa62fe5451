using EqlPS.Cli.Output;
using EqlPS.Cli.Tests.Support;
using EqlPS.Tests.Evtx.Writing;
using static EqlPS.Tests.Evtx.Writing.Part;

namespace EqlPS.Cli.Tests;

/// <summary><c>eqlps events</c> over event logs: damage, slack space, and logs larger than a block.</summary>
public sealed class EventsRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_log_is_printed_in_its_order_whatever_the_number_of_threads()
    {
        byte[][] chunks = Enumerable.Range(0, 40).Select(i => Chunk((ulong)(i * 3) + 1, 3).Finish()).ToArray();
        string path = Write("long.evtx", LogFile.Build(chunks));
        CliRun one = CliRun.Of("events", path, "--threads", "1");
        CliRun many = CliRun.Of("events", path, "--threads", "4");
        Assert.Equal((ExitCode.Success, "eqlps: 120 events\n"), (one.ExitCode, one.Error));
        Assert.Equal(one, many);
        string[] numbers = one.Output.TrimEnd().Split('\n').Select(line => Between(line, "\"record_id\":\"", "\"")).ToArray();
        Assert.Equal(Enumerable.Range(1, 120).Select(i => $"{i}"), numbers);
    }

    [Fact]
    public void Xml_is_that_of_the_record()
    {
        string path = Write("a.evtx", LogFile.Build(Chunk(1, 1).Finish()));
        CliRun run = CliRun.Of("events", path, "--format", "xml");
        Assert.Equal(
            "<Event><System><EventID>1</EventID><EventRecordID>1</EventRecordID><Computer>ws</Computer></System>"
            + "<EventData><Data Name='A'>\uFFFDx&#x202E;y&lt;</Data></EventData></Event>\n",
            run.Output);
        Assert.Equal((ExitCode.Success, "eqlps: 1 event\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Records_of_slack_space_are_given_when_asked_for_and_marked()
    {
        ChunkWriter writer = Chunk(1, 3);
        writer.Finish(writer.Records[2]);

        // The chunk promises two records only, as one does that was cleared and filled anew.
        BitConverter.TryWriteBytes(writer.Bytes.AsSpan(16), 2UL);
        BitConverter.TryWriteBytes(writer.Bytes.AsSpan(32), 2UL);
        writer.Seal();
        string path = Write("a.evtx", LogFile.Build(writer.Bytes));
        Assert.Equal(2, Lines(CliRun.Of("events", path).Output).Length);
        string[] found = Lines(CliRun.Of("events", path, "--recover").Output);
        Assert.Equal(3, found.Length);
        Assert.Equal([false, false, true], found.Select(line => line.Contains("\"eqlps\":{\"recovered\":true}", StringComparison.Ordinal)));
        string[] xml = Lines(CliRun.Of("events", path, "--recover", "--format", "xml").Output);
        Assert.Equal([false, false, true], xml.Select(line => line.EndsWith("</Event><!--recovered-->", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_wrong_checksum_without_a_lost_record_is_told_but_is_no_loss()
    {
        byte[] chunk = Chunk(1, 2).Finish();
        chunk[124] ^= 1;
        string path = Write("a.evtx", LogFile.Build(chunk));
        CliRun run = CliRun.Of("events", path);
        Assert.Equal(
            $"eqlps: {path}: chunk 0, offset 4096: the chunk header's checksum is wrong; no record lost\neqlps: 2 events\n", run.Error);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        CliRun hunt = CliRun.Of("hunt", path);
        Assert.Equal((ExitCode.Success, Lines(run.Error)[0]), (hunt.ExitCode, Lines(hunt.Error)[0]));
    }

    [Fact]
    public void A_log_that_breaks_off_loses_what_it_promised()
    {
        byte[] log = LogFile.Build(Chunk(1, 2).Finish(), Chunk(3, 2).Finish());
        string path = Write("a.evtx", log[..(4096 + 65536 + 600)]);
        CliRun run = CliRun.Of("events", path);
        Assert.Equal((ExitCode.PartialInput, 2), (run.ExitCode, Lines(run.Output).Length));
        Assert.StartsWith($"eqlps: {path}: chunk 1, offset ", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 records could not be read and were skipped", run.Error, StringComparison.Ordinal);
        CliRun hunt = CliRun.Of("hunt", path);
        Assert.Equal((ExitCode.PartialInput, Lines(run.Error)[0]), (hunt.ExitCode, Lines(hunt.Error)[0]));
    }

    [Fact]
    public void Progress_is_shown_to_those_who_watch()
    {
        using var error = new StringWriter();
        var progress = new ReadingProgress(error);
        progress.Add(10, 1024 * 1024);
        Assert.Empty(error.ToString());
        Thread.Sleep(600);
        progress.Add(10, 1024 * 1024);
        Assert.StartsWith("\r20 events, 2 MB, ", error.ToString(), StringComparison.Ordinal);
        progress.Clear();
        Assert.EndsWith("\r", error.ToString(), StringComparison.Ordinal);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Between(string line, string before, string after)
    {
        int start = line.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return line[start..line.IndexOf(after, start, StringComparison.Ordinal)];
    }

    private static ChunkWriter Chunk(ulong first, int count)
    {
        var writer = new ChunkWriter();
        for (ulong id = first; id < first + (ulong)count; id++)
        {
            writer.Add(id, El(
                "Event",
                El("System", El("EventID", Text("1")), El("EventRecordID", Text($"{id}")), El("Computer", Text("ws"))),
                El("EventData", El("Data", Text("\u001bx\u202Ey<")).With("Name", Text("A")))));
        }

        return writer;
    }

    private string Write(string name, byte[] content)
    {
        string path = _folder.Write(name, string.Empty);
        File.WriteAllBytes(path, content);
        return path;
    }
}
