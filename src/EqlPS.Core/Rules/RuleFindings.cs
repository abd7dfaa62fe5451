using EqlPS.Toml;

namespace EqlPS.Rules;

/// <summary>Gathers the diagnostics of one file, at most so many as a person reads.</summary>
internal sealed class RuleFindings(string path)
{
    public const int Limit = 100;

    private readonly List<RuleDiagnostic> _items = [];

    public string Path { get; } = path;

    public IReadOnlyList<RuleDiagnostic> Items => _items;

    public void Error(string code, string message, TomlPosition position) => Add(code, message, position, RuleDiagnosticSeverity.Error);

    public void Warn(string code, string message, TomlPosition position) => Add(code, message, position, RuleDiagnosticSeverity.Warning);

    public void Tell(string code, string message, TomlPosition position) =>
        Add(code, message, position, RuleDiagnosticSeverity.Information);

    private void Add(string code, string message, TomlPosition position, RuleDiagnosticSeverity severity)
    {
        if (_items.Count < Limit)
        {
            _items.Add(new RuleDiagnostic(code, message, Path, position.Line, position.Column, severity));
        }
        else if (_items.Count == Limit)
        {
            const string Message = "There is more to say about this file; mend the first hundred findings and load it again.";
            _items.Add(new RuleDiagnostic(RuleCodes.TooManyFindings, Message, Path, 0, 0, RuleDiagnosticSeverity.Warning));
        }
    }
}
