using EqlPS.Cli.Tests.Support;

namespace EqlPS.Cli.Tests;

/// <summary>Runs of the program as files describe them: command line, input, and all that comes out.</summary>
public sealed class CaseFileTests
{
    // With this set, the files take what comes out as their expectation; read the difference before it is committed.
    private const string AcceptVariable = "EQLPS_ACCEPT";

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            string folder = Path.Combine(AppContext.BaseDirectory, "Cases");
            foreach (string path in Directory.EnumerateFiles(folder, "*.cli").Order(StringComparer.Ordinal))
            {
                string file = Path.GetFileName(path);
                foreach (CliCase item in CliCase.Read(file))
                {
                    cases.Add(file, item.Name);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives_what_the_case_says(string file, string name)
    {
        CliCase item = Assert.Single(CliCase.Read(file), c => c.Name == name);
        string actual = item.Run();
        if (Environment.GetEnvironmentVariable(AcceptVariable) is not null)
        {
            Accept(file, item, actual);
        }
        else
        {
            Assert.Equal(item.Expected, actual);
        }
    }

    [Fact]
    public void There_are_enough_cases() => Assert.True(Cases.Count >= 80, $"only {Cases.Count} cases");

    private static void Accept(string file, CliCase item, string actual)
    {
        string path = Path.Combine(Repository.Root, "tests", "EqlPS.Cli.Tests", "Cases", file);
        List<string> lines = [.. File.ReadAllLines(path)];
        int start = lines.FindIndex(l => l.StartsWith('=') && l.TrimStart('=').Trim() == item.Name) + 1;
        int end = lines.FindIndex(start, l => l.StartsWith('='));
        int count = lines.Count;
        end = end < 0 ? count : end;
        string[] kept = lines.GetRange(start, end - start).Where(l => l.Length > 0 && l[0] is not ('|' or '!' or '?')).ToArray();
        lines.RemoveRange(start, end - start);
        lines.InsertRange(start, [.. kept, .. actual.TrimEnd('\n').Split('\n'), .. end < count ? [string.Empty] : Array.Empty<string>()]);
        File.WriteAllLines(path, lines);
    }
}
