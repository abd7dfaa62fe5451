using EqlPS.Cli.Commands;

namespace EqlPS.Cli.Output;

/// <summary>Chooses the writer of a format.</summary>
internal static class ResultWriters
{
    public static IResultWriter Create(ResultFormat format, EqlQuery query, CliConsole console) => format switch
    {
        ResultFormat.Table => new TableResultWriter(query, console),
        _ => new NdjsonResultWriter(console.Output),
    };
}
