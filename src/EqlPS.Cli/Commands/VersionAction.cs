using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace EqlPS.Cli.Commands;

/// <summary>Prints the program's version.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        parseResult.InvocationConfiguration.Output.WriteLine(version!.InformationalVersion);
        return ExitCode.Success;
    }
}
