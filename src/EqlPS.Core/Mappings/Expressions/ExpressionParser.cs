using System.Text;
using EqlPS.Mappings.Steps;
using EqlPS.Values;

namespace EqlPS.Mappings.Expressions;

/// <summary>
/// Reads the expressions of mapping files: <c>Image ?? SourceImage | basename</c>. Sources and fields are joined by <c>??</c> (the first
/// that has a value) or <c>+</c> (all), steps follow behind bars, parentheses group.
/// </summary>
/// <remarks>
/// A name with a slash is a source path, one with a dot or a leading <c>$</c> or <c>@</c> a mapped field, any other a value of EventData;
/// names with blanks stand in back quotes, texts in single quotes.
/// </remarks>
internal sealed class ExpressionParser
{
    private const int DeepestNesting = 20;
    private const int LongestText = 4000;
    private const int MostSteps = 50;

    private readonly string _text;
    private readonly IReadOnlyDictionary<string, ValueTable> _tables;
    private int _position;
    private int _steps;
    private string? _error;

    private ExpressionParser(string text, IReadOnlyDictionary<string, ValueTable> tables)
    {
        _text = text;
        _tables = tables;
    }

    /// <summary>Reads an expression; null with an error and its offset in the text if it is none.</summary>
    public static MappingExpression? Parse(
        string text, IReadOnlyDictionary<string, ValueTable> tables, out string? error, out int errorOffset)
    {
        var parser = new ExpressionParser(text, tables);
        MappingExpression? result = text.Length > LongestText ? parser.Fail("the expression is too long") : parser.ReadPipe(0);
        if (result is not null)
        {
            parser.SkipBlanks();
            if (parser._position < text.Length)
            {
                result = parser.Fail($"'{text[parser._position]}' is not expected here");
            }
        }

        error = parser._error;
        errorOffset = Math.Min(parser._position, text.Length);
        return result;
    }

    private MappingExpression? ReadPipe(int depth)
    {
        if (depth > DeepestNesting)
        {
            return Fail("parentheses are nested too deeply");
        }

        MappingExpression? operand = ReadJoined(depth);
        while (operand is not null && TryTake("|"))
        {
            operand = ReadStep(operand);
        }

        return operand;
    }

    private MappingExpression? ReadJoined(int depth)
    {
        if (ReadTerm(depth) is not MappingExpression first)
        {
            return null;
        }

        string? joiner = TryTake("??") ? "??" : TryTake("+") ? "+" : null;
        if (joiner is null)
        {
            return first;
        }

        List<MappingExpression> items = [first];
        do
        {
            if (ReadTerm(depth) is not MappingExpression next)
            {
                return null;
            }

            items.Add(next);
        }
        while (TryTake(joiner));
        return joiner == "+" ? new AllExpression(items) : new FirstExpression(items);
    }

    private MappingExpression? ReadTerm(int depth)
    {
        SkipBlanks();
        if (_position == _text.Length)
        {
            return Fail("a source, a field or a text is expected");
        }

        switch (_text[_position])
        {
            case '(':
                _position++;
                MappingExpression? inner = ReadPipe(depth + 1);
                return inner is null || TryTake(")") ? inner : Fail("')' is missing");
            case '\'':
                return TryReadQuoted('\'', out string text) ? new ConstantExpression(EqlValue.From(text)) : null;
            case '`':
                return TryReadQuoted('`', out string name) ? Source(name) : null;
            default:
                return ReadName(depth);
        }
    }

    private MappingExpression? ReadName(int depth)
    {
        string word = ReadWord();
        if (word.Length == 0)
        {
            return Fail($"'{_text[_position]}' is not expected here");
        }

        if (TryTake("("))
        {
            return ReadCall(word, depth);
        }

        bool isField = !word.Contains("/") && (word.Contains(".") || word[0] is '$' or '@');
        return isField ? new FieldReference(word) : Source(word);
    }

    private static SourceExpression Source(string name) => new(name.Contains("/") ? name : RawPaths.EventData + name);

    private MappingExpression? ReadCall(string name, int depth)
    {
        if (StepTable.FindCombination(name) is not CombinationDefinition function)
        {
            return Fail($"there is no function '{name}'");
        }

        List<MappingExpression> arguments = [];
        do
        {
            if (ReadPipe(depth + 1) is not MappingExpression argument)
            {
                return null;
            }

            arguments.Add(argument);
        }
        while (TryTake(","));
        return !TryTake(")") ? Fail("')' is missing")
            : arguments.Count != function.ArgumentCount ? Fail($"'{name}' takes {function.ArgumentCount} arguments")
            : new CombinationExpression(function, arguments);
    }

    private MappingExpression? ReadStep(MappingExpression operand)
    {
        SkipBlanks();
        if (++_steps > MostSteps)
        {
            return Fail($"an expression has at most {MostSteps} steps");
        }

        string name = ReadWord();
        if (StepTable.Find(name) is not StepDefinition step)
        {
            return Fail(name.Length == 0 ? "the name of a step is expected" : $"there is no step '{name}'");
        }

        List<string> words = [];
        while (TryReadArgument(out string word))
        {
            words.Add(word);
        }

        if (_error is not null)
        {
            return null;
        }

        if (words.Count < step.LeastArguments || words.Count > step.MostArguments)
        {
            return Fail($"the step '{name}' has {words.Count} arguments, which is not what it takes");
        }

        ValueTable? table = null;
        return step.NeedsTable && !_tables.TryGetValue(words[0], out table)
            ? Fail($"there is no table '{words[0]}'")
            : new StepExpression(operand, step, new StepArguments(words, table));
    }

    private bool TryReadArgument(out string word)
    {
        SkipBlanks();
        word = string.Empty;
        if (_position == _text.Length)
        {
            return false;
        }

        if (_text[_position] == '\'')
        {
            return TryReadQuoted('\'', out word);
        }

        word = ReadWord();
        return word.Length > 0;
    }

    private string ReadWord()
    {
        int start = _position;
        while (_position < _text.Length && IsWordCharacter(_text[_position]))
        {
            _position++;
        }

        return _text.Substring(start, _position - start);
    }

    private bool TryReadQuoted(char quote, out string text)
    {
        var content = new StringBuilder();
        for (int i = _position + 1; i < _text.Length; i++)
        {
            if (_text[i] != quote)
            {
                content.Append(_text[i]);
            }
            else if (i + 1 < _text.Length && _text[i + 1] == quote)
            {
                content.Append(quote);
                i++;
            }
            else
            {
                _position = i + 1;
                text = content.ToString();
                return true;
            }
        }

        text = string.Empty;
        Fail($"the closing {quote} is missing");
        return false;
    }

    private bool TryTake(string mark)
    {
        SkipBlanks();
        bool found = string.CompareOrdinal(_text, _position, mark, 0, mark.Length) == 0;
        _position += found ? mark.Length : 0;
        return found;
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }
    }

    private MappingExpression? Fail(string error)
    {
        _error ??= error;
        return null;
    }

    private static bool IsWordCharacter(char c) =>
        char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or '@' or '#' or '$' or ':' or '%';
}
