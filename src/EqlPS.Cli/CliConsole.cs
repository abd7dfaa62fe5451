using System.Text;

namespace EqlPS.Cli;

/// <summary>What the program reads from and writes to.</summary>
/// <param name="openInput">Opens standard input; called at most once.</param>
/// <param name="output">Takes results and help, as UTF-8.</param>
/// <param name="error">Takes everything else that people should read.</param>
internal sealed class CliConsole(Func<Stream> openInput, Stream output, TextWriter error) : IDisposable
{
    /// <summary>The width of tables and help where there is no terminal to ask.</summary>
    public const int DefaultWidth = 120;

    private const int LeastWidth = 40;

    private Encoding? _previousEncoding;

    public Func<Stream> OpenInput { get; } = openInput;

    public Stream Output { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Columns of text that fit one line of the output.</summary>
    public int Width { get; init; } = DefaultWidth;

    /// <summary>Whether somebody watches <see cref="Error"/> who is to see how far a run is.</summary>
    public bool ShowsProgress { get; init; }

    public static CliConsole OfProcess()
    {
        var console = new CliConsole(Console.OpenStandardInput, Console.OpenStandardOutput(), Console.Error)
        {
            Width = TerminalWidth(),
            ShowsProgress = !Console.IsErrorRedirected,
        };
        if (OperatingSystem.IsWindows() && !Console.IsOutputRedirected)
        {
            console._previousEncoding = Console.OutputEncoding;
            Console.OutputEncoding = Encoding.UTF8;
        }

        return console;
    }

    /// <summary>A writer of UTF-8 text to the output; dispose of it to have everything written.</summary>
    public StreamWriter OpenText() =>
        new(Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };

    public void Dispose()
    {
        if (_previousEncoding is not null)
        {
            Console.OutputEncoding = _previousEncoding;
        }
    }

    private static int TerminalWidth()
    {
        try
        {
            return Console.IsOutputRedirected || Console.WindowWidth <= 0 ? DefaultWidth : Math.Max(LeastWidth, Console.WindowWidth);
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }
}
