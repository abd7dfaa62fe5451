using System.Globalization;
using System.Text;

namespace EqlPS.Cli.Tests.Support;

/// <summary>
/// A run of the program as a case file describes it. <c>=== name</c> begins a case; <c>+ file content</c> makes a file, and one above the
/// first case is there for all; <c>&lt; content</c> is standard input; <c>$ arguments</c> is the command line, which further such lines
/// continue; <c>| line</c> and <c>! line</c> are expected on standard output and standard error; <c>? number</c> is the exit code. In
/// content, <c>\n \r \xHH \\</c> are escapes.
/// </summary>
internal sealed record CliCase(string Name)
{
    private const string FolderMark = "~/";

    private const string SamplesMark = "samples/";

    public List<(string Name, byte[] Content)> Files { get; init; } = [];

    public byte[] Input { get; private set; } = [];

    public string CommandLine { get; private set; } = string.Empty;

    public string Expected { get; private set; } = string.Empty;

    /// <summary>The cases of <c>Cases/name</c>.</summary>
    public static IReadOnlyList<CliCase> Read(string name)
    {
        var shared = new List<(string, byte[])>();
        var cases = new List<CliCase>();
        int number = 0;
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", name)))
        {
            number++;
            string rest = line.Length > 2 ? line[2..] : string.Empty;
            CliCase? current = cases.LastOrDefault();
            switch (line.Length == 0 ? ' ' : line[0])
            {
                case ' ' or '/':
                    break;
                case '=':
                    cases.Add(new CliCase(line.TrimStart('=').Trim()) { Files = [.. shared] });
                    break;
                case '+':
                    string[] parts = rest.Split(' ', 2);
                    (current?.Files ?? shared).Add((parts[0], Unescape(parts.Length > 1 ? parts[1] : string.Empty)));
                    break;
                case '<':
                    current!.Input = Unescape(rest);
                    break;
                case '$':
                    current!.CommandLine += (current.CommandLine.Length > 0 ? "\n" : string.Empty) + rest;
                    break;
                case '|' or '!' or '?':
                    current!.Expected += line.TrimEnd() + "\n";
                    break;
                default:
                    throw new InvalidDataException($"{name}:{number}: what is this line?");
            }
        }

        return cases;
    }

    /// <summary>Runs the case in a folder of its own and writes down what came of it, in the form of the expectation.</summary>
    public string Run()
    {
        string folder = Directory.CreateTempSubdirectory("eqlps").FullName + "/";
        try
        {
            foreach ((string name, byte[] content) in Files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(folder + name)!);
                if (!name.EndsWith('/'))
                {
                    File.WriteAllBytes(folder + name, content);
                }
            }

            string samples = Path.Combine(Repository.Root, "samples") + "/";
            string[] args = Split(CommandLine).Select(a => Placed(Placed(a, FolderMark, folder), SamplesMark, samples)).ToArray();
            CliRun run = CliRun.Of(args, Input);
            string exitCode = string.Create(CultureInfo.InvariantCulture, $"? {run.ExitCode}\n");
            string text = Lines('|', run.Output) + Lines('!', run.Error) + exitCode;
            return text.Replace(folder, FolderMark, StringComparison.Ordinal).Replace(samples, SamplesMark, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Placed(string argument, string mark, string folder)
    {
        bool isQueryFile = argument.StartsWith('@');
        string path = isQueryFile ? argument[1..] : argument;
        bool isPlaced = path.StartsWith(mark, StringComparison.Ordinal);
        return isPlaced ? (isQueryFile ? "@" : string.Empty) + folder + path[mark.Length..] : argument;
    }

    private static string Lines(char mark, string text)
    {
        bool isEnded = text.Length == 0 || text[^1] == '\n';
        string lines = string.Concat(text.Split('\n')[..^1].Select(line => $"{mark} {line}".TrimEnd() + "\n"));
        return isEnded ? lines : lines + "the last line is not ended\n";
    }

    // As a shell splits it: blanks part arguments, single quotes hold them together.
    private static List<string> Split(string commandLine)
    {
        var arguments = new List<string>();
        StringBuilder? argument = null;
        bool isQuoted = false;
        foreach (char c in commandLine)
        {
            if (c == '\'')
            {
                isQuoted = !isQuoted;
                argument ??= new StringBuilder();
            }
            else if (!isQuoted && c is ' ' or '\n' && !isQuoted)
            {
                if (argument is not null)
                {
                    arguments.Add(argument.ToString());
                }

                argument = null;
            }
            else
            {
                (argument ??= new StringBuilder()).Append(c);
            }
        }

        return argument is null ? arguments : [.. arguments, argument.ToString()];
    }

    private static byte[] Unescape(string text)
    {
        var content = new MemoryStream();
        for (int i = 0; i < text.Length; i++)
        {
            char next = text[i] == '\\' && i + 1 < text.Length ? text[i + 1] : '\0';
            switch (next)
            {
                case 'n' or 'r' or '\\':
                    content.WriteByte((byte)(next == 'n' ? '\n' : next == 'r' ? '\r' : '\\'));
                    i++;
                    break;
                case 'x':
                    content.WriteByte(byte.Parse(text.AsSpan(i + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    i += 3;
                    break;
                default:
                    int length = char.IsHighSurrogate(text[i]) ? 2 : 1;
                    content.Write(Encoding.UTF8.GetBytes(text.Substring(i, length)));
                    i += length - 1;
                    break;
            }
        }

        return content.ToArray();
    }
}
