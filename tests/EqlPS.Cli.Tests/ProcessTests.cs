using System.Diagnostics;
using EqlPS.Cli.Tests.Support;

namespace EqlPS.Cli.Tests;

/// <summary>What only a process of its own can show: signals and pipes.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_exit_code_and_both_outputs_leave_the_process()
    {
        string path = _folder.Write("a.ndjson", "{\"@timestamp\":1}\nx\n");
        using Process process = Start("query", "any where true", path);
        string output = process.StandardOutput.ReadToEnd();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("{\"event\":{\"@timestamp\":1}}\n", output);
        Assert.Equal(2, error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(ExitCode.PartialInput, process.ExitCode);
    }

    [Fact]
    public void A_reader_that_leaves_is_no_error()
    {
        string path = _folder.Write("a.ndjson", string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{{\"@timestamp\":{i}}}\n")));
        foreach (string format in new[] { "ndjson", "table" })
        {
            using Process process = Start("query", "any where true", path, "--format", format);
            Assert.NotNull(process.StandardOutput.ReadLine());
            process.StandardOutput.Close();
            Assert.Empty(process.StandardError.ReadToEnd());
            Assert.True(process.WaitForExit(TimeSpan.FromSeconds(20)));
            Assert.Equal(ExitCode.Success, process.ExitCode);
        }
    }

    [InterruptFact]
    public void Waiting_for_input_can_be_interrupted() => AssertInterrupted(_ => { });

    [InterruptFact]
    public void Reading_can_be_interrupted() => AssertInterrupted(process =>
    {
        string lines = string.Concat(Enumerable.Repeat("{\"@timestamp\":1}\n", 1000));
        try
        {
            while (!process.HasExited)
            {
                process.StandardInput.Write(lines);
            }
        }
        catch (IOException) when (process.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            // It no longer reads.
        }
    });

    private static void AssertInterrupted(Action<Process> feed)
    {
        using Process process = Start("query", "any where id == 1", "-");
        var feeding = Task.Run(() => feed(process));

        // Long enough to have started; there is no output to wait for.
        Thread.Sleep(2000);
        var watch = Stopwatch.StartNew();
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(10)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"took {watch.Elapsed}");
        Assert.Equal("eqlps: interrupted\n", process.StandardError.ReadToEnd());
        Assert.Equal(ExitCode.Interrupted, process.ExitCode);
        Assert.True(feeding.Wait(TimeSpan.FromSeconds(10)));
    }

    private static Process Start(params string[] args)
    {
        string program = typeof(CliConsole).Assembly.Location;
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
