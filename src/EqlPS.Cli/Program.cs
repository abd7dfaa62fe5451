using EqlPS.Cli;
using EqlPS.Cli.Commands;
using EqlPS.Platform;

if (args is ["hunt" or "query", ..])
{
    // Until the command line is read, which takes its time, only these say that there will be events.
    HotPath.Prepare();
}

using var console = CliConsole.OfProcess();
return Interruption.Run(cancellation => EqlpsCommand.Run(args, console, cancellation));
