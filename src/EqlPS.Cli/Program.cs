using EqlPS.Cli;
using EqlPS.Cli.Commands;

using var console = CliConsole.OfProcess();
return Interruption.Run(cancellation => EqlpsCommand.Run(args, console, cancellation));
