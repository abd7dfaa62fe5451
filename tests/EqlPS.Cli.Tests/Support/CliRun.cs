using System.Text;
using EqlPS.Cli.Commands;

namespace EqlPS.Cli.Tests.Support;

/// <summary>What one run of the program gave.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    public static CliRun Of(params string[] args) => Of(args, []);

    /// <summary>Runs the program in this process.</summary>
    public static CliRun Of(string[] args, byte[] input, CancellationToken cancellation = default)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        using var console = new CliConsole(() => new OnceStream(input), output, error);
        int exitCode = EqlpsCommand.Run(args, console, cancellation);
        return new CliRun(exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    /// <summary>A stream that, like a pipe, can be read only once.</summary>
    private sealed class OnceStream(byte[] content) : MemoryStream(content, writable: false)
    {
        public override bool CanSeek => false;
    }
}
