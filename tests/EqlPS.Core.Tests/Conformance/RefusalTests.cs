using EqlPS.Diagnostics;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Conformance;

/// <summary>
/// What Elasticsearch does not support is refused under compatibility; without it, all but what EqlPS adds to the language.
/// </summary>
public sealed class RefusalTests
{
    /// <summary>The beginnings of the statements that the extensions allow: further pipes, and fields compared with fields.</summary>
    private static readonly string[] Allowed =
    [
        "process where true | count", "process where true | count process_name", "process where true | count parent_process_name",
        "process where true | unique process_name", "process where true | unique_count process_name | filter count",
        "network where true | unique destination_address", "process where process_name == \"powershell.exe\" | unique",
        "file where true | sort", "network where total_out_bytes > 100000000 | sort", "dns where pid == 100 | head 100 | tail 50 | unique",
        "network where pid == 100 | unique command_line | count", "security where user_domain == \"endgame\" | count",
        "process where 1==1 | count user_name", "process where 1==1 | unique user_name", "process where true | filter true",
        "process where 1==1 | filter abc == def", "process where 1==1 | count process_name | filter percent",
        "any where true | unique a, b, c | sort", "process where serial_event_id <= 8 and serial_event_id > 7 | filter",
        "process where true | filter serial_event_id <= 10", "process where true | head 1000 | filter",
        "process where process_name == \"VMACTHLP.exe\" and unique_pid == 12 | filter",
        "process where process_name in (\"python.exe\", \"SMSS.exe\", \"explorer.exe\") | unique process_name",
        "process where process_name in (\"python.exe\", \"smss.exe\", \"Explorer.exe\") | unique length",
        "process where process_name in (\"python.exe\", \"smss.exe\", \"explorer.exe\") | unique",
        "process where process_name in (\"Python.exe\", \"smss.exe\", \"explorer.exe\") | unique process_name !=",
        "process where process_name in (\"python.exe\", \"smss.exe\") | unique",
        "process where process_name in (\"python.exe\", \"smss.exe\") | head 5 | unique", "file where true | tail 4 | sort",
        "process where true | head 5 | sort", "any where true | unique event_type_full",
        "process where original_file_name == process_name", "process where process_name != original_file_name",
        "any where process_name == \"svchost.exe\" | unique_count", "any where process_name == \"svchost.exe\" | sort",
    ];

    [SharedFact]
    public void EveryUnsupportedStatementIsRefusedUnderCompatibility() =>
        Assert.Equal([], Statements().Where(statement => IsAccepted(statement, isCompatible: true)));

    [SharedFact]
    public void WithoutCompatibilityOnlyTheExtensionsAreAllowed()
    {
        string[] accepted = Statements().Where(statement => IsAccepted(statement, isCompatible: false)).ToArray();

        Assert.Equal([], accepted.Where(statement => !Allowed.Any(start => IsStartOf(start, statement))));
        Assert.Equal(49, accepted.Length);
        Assert.Equal([], Allowed.Where(start => !accepted.Any(statement => IsStartOf(start, statement))));
    }

    private static List<string> Statements()
    {
        string text = File.ReadAllText(SharedData.Path("corpus/eql-spec/queries-unsupported.eql"));
        List<string> statements = EqlStatements.Split(text).Statements;
        Assert.Equal(92, statements.Count);
        return statements.ConvertAll(statement => string.Join(' ', statement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    private static bool IsStartOf(string start, string statement) => statement.StartsWith(start, StringComparison.Ordinal);

    private static bool IsAccepted(string statement, bool isCompatible)
    {
        bool isAccepted = EqlQuery.TryParse(
            statement, new EqlQueryOptions { IsElasticsearchCompatible = isCompatible }, out _, out IReadOnlyList<Diagnostic> diagnostics);
        Assert.Equal(isAccepted, diagnostics.All(d => d.Severity == DiagnosticSeverity.Warning));
        return isAccepted;
    }
}
