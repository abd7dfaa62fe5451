using EqlPS.Cli.Output;

namespace EqlPS.Cli;

/// <summary>Ends a run when it is interrupted (Ctrl+C): by itself if it can, and if not soon, at once.</summary>
internal static class Interruption
{
    // A read that waits for input, or a long step of matching, does not see the interruption.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    /// <summary>Runs something interruptible and gives its exit code.</summary>
    public static int Run(Func<CancellationToken, int> run)
    {
        using var interruption = new CancellationTokenSource();
        using var ended = new ManualResetEventSlim();
        void Interrupt(object? sender, ConsoleCancelEventArgs e)
        {
            e.Cancel = true;
            interruption.Cancel();
            if (!ended.Wait(Patience))
            {
                new RunReport(Console.Error).Error("interrupted");
                Environment.Exit(ExitCode.Interrupted);
            }
        }

        Console.CancelKeyPress += Interrupt;
        try
        {
            return run(interruption.Token);
        }
        finally
        {
            ended.Set();
            Console.CancelKeyPress -= Interrupt;
        }
    }
}
