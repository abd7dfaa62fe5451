using EqlPS.Diagnostics;

namespace EqlPS.Parsing;

/// <summary>Collects the diagnostics of one query, up to a limit: text that is no query at all would give one per character.</summary>
internal sealed class DiagnosticBag
{
    public const int Limit = 100;

    private const int MostSuggestions = 10;

    private List<Diagnostic>? _items;

    public bool HasErrors { get; private set; }

    /// <summary>One more error would not be kept, so what is costly about it need not be found out.</summary>
    public bool IsFull => HasErrors && _items!.Count >= Limit;

    /// <summary>
    /// Whether a suggestion is still worth its search: with a whole mapping to look through it costs, and among many errors nobody
    /// needs it.
    /// </summary>
    public bool WantsSuggestions => _items is null || _items.Count < MostSuggestions;

    public void Error(DiagnosticCode code, TextSpan span, params object?[] arguments)
    {
        // Beyond the limit nobody reads it, so its text is not made either.
        if (!IsFull)
        {
            Add(Diagnostic.Error(code, span, arguments));
        }
    }

    public void Warning(DiagnosticCode code, TextSpan span, params object?[] arguments)
    {
        if (_items is null || _items.Count < Limit)
        {
            Add(Diagnostic.Warning(code, span, arguments));
        }
    }

    public void Add(Diagnostic diagnostic)
    {
        bool isError = diagnostic.Severity == DiagnosticSeverity.Error;
        HasErrors |= isError;
        _items ??= [];
        if (_items.Count < Limit)
        {
            _items.Add(diagnostic);
        }
        else if (isError && _items.Find(item => item.Severity == DiagnosticSeverity.Error) is null)
        {
            // Warnings never crowd out the reason why a query is refused.
            _items[Limit - 1] = diagnostic;
        }
    }

    /// <summary>Everything collected, in order of position.</summary>
    public IReadOnlyList<Diagnostic> InOrder() =>
        _items is null ? [] : _items.Count == 1 ? _items : _items.OrderBy(item => item.Span.Start).ToArray();
}
