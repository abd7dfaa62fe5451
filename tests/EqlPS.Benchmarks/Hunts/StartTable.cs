using System.Diagnostics;
using System.Globalization;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>
/// <c>start EQLPS.DLL EVENTS [RULES]</c>: prints what cold starts of the console program cost, from the start of the process to its end,
/// and with 1,024 rules, copies of the given ones.
/// </summary>
internal static class StartTable
{
    private const int Repeats = 7;

    public static int Run(string program, string events, string? rules)
    {
        if (!File.Exists(program) || !File.Exists(events))
        {
            Console.Error.WriteLine($"{(File.Exists(program) ? events : program)} is not there; usage: start EQLPS.DLL EVENTS [RULES]");
            return 1;
        }

        Console.WriteLine("| cold start | ms | CPU ms |");
        Console.WriteLine("|---|---:|---:|");
        Print("eqlps --version", program, ["--version"]);
        Print("eqlps query, a small file", program, ["query", "process where true", events]);
        Print("eqlps hunt, the shipped rules, a small file", program, ["hunt", events]);
        if (rules is not null)
        {
            Print("eqlps hunt, the given rules, a small file", program, ["hunt", "--rules", rules, events]);
            using var many = new ColdRules(rules);
            PrintCompilation(many.Path);
            Print($"eqlps hunt, {ColdRules.Count:#,0} rules, a small file", program, ["hunt", "--rules", many.Path, events]);
        }

        return 0;
    }

    // The program ends where a hunt would begin to read.
    private static void PrintCompilation(string folder)
    {
        var walls = new List<double>();
        string count = string.Empty;
        for (int i = 0; i < Repeats; i++)
        {
            string[] found = OwnProcess.Run("start", folder).Split(' ');
            count = found[0];
            walls.Add(double.Parse(found[1], CultureInfo.InvariantCulture));
        }

        Console.WriteLine(FormattableString.Invariant($"| {count} rules read and compiled, no hunt | {CpuTime.Median(walls):0} | |"));
    }

    private static void Print(string name, string program, string[] arguments)
    {
        var walls = new List<double>();
        var cpus = new List<double>();
        for (int i = 0; i < Repeats; i++)
        {
            var watch = Stopwatch.StartNew();
            cpus.Add(CpuTime.OfProgram(new ProcessStartInfo("dotnet", [program, .. arguments])).Total * 1_000);
            walls.Add(watch.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine(FormattableString.Invariant($"| {name} | {CpuTime.Median(walls):0} | {CpuTime.Median(cpus):0} |"));
    }
}
