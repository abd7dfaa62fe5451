using System.Globalization;
using EqlPS.Parsing;

namespace EqlPS.Ast;

/// <content>Constants and names, written so that they are read back as they are.</content>
internal sealed partial class AstPrinter
{
    private void WriteValue(object? value)
    {
        switch (value)
        {
            case null: _text.Append("null"); break;
            case bool boolean: _text.Append(boolean ? "true" : "false"); break;
            case string text: WriteString(text); break;
            case double number: _text.Append(DoubleText(number)); break;
            case IFormattable other: _text.Append(other.ToString(null, CultureInfo.InvariantCulture)); break;
            default: throw new ArgumentException($"no text for a constant of type {value.GetType().Name}", nameof(value));
        }
    }

    private static string DoubleText(double number)
    {
        if (double.IsInfinity(number))
        {
            return number > 0 ? "1e999" : "-1e999";
        }

        // The shortest text that is read back as the same number; older runtimes' "R" misses it now and then.
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        if (double.Parse(text, CultureInfo.InvariantCulture) != number)
        {
            text = number.ToString("G17", CultureInfo.InvariantCulture);
        }

        return double.IsNaN(number) ? text : WithPoint(text);
    }

    // Runtimes differ in when they go over to exponents; this is the same on all: plain from 0.00001 up to 15 digits before the point.
    private static string WithPoint(string text)
    {
        string sign = text[0] == '-' ? "-" : string.Empty;
        int exponentMark = text.IndexOf('E');
        string mantissa = text.Substring(sign.Length, (exponentMark < 0 ? text.Length : exponentMark) - sign.Length);
        int exponent = exponentMark < 0 ? 0 : int.Parse(text.Substring(exponentMark + 1), CultureInfo.InvariantCulture);
        int point = mantissa.IndexOf('.');
        string digits = mantissa.Replace(".", string.Empty);
        int before = (point < 0 ? digits.Length : point) + exponent;
        int zeros = digits.Length - digits.TrimStart('0').Length;
        digits = digits.Substring(zeros).TrimEnd('0');
        before -= zeros;
        if (digits.Length == 0)
        {
            return sign + "0.0";
        }

        if (before is < -4 or > 15)
        {
            string rest = digits.Length == 1 ? string.Empty : "." + digits.Substring(1);
            return FormattableString.Invariant($"{sign}{digits[0]}{rest}e{before - 1}");
        }

        if (before <= 0)
        {
            return $"{sign}0.{new string('0', -before)}{digits}";
        }

        digits = digits.PadRight(before + 1, '0');
        return $"{sign}{digits.Substring(0, before)}.{digits.Substring(before)}";
    }

    private void WriteString(string text)
    {
        _text.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '"': _text.Append("\\\""); break;
                case '\\': _text.Append(@"\\"); break;
                case '\n': _text.Append(@"\n"); break;
                case '\r': _text.Append(@"\r"); break;
                case '\t': _text.Append(@"\t"); break;
                default:
                    // Format characters among them, which could turn the text around a message is shown in. Lone surrogates
                    // have no escape.
                    bool isHidden = CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
                    if (isHidden)
                    {
                        _text.Append(@"\u{").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)).Append('}');
                    }
                    else
                    {
                        _text.Append(c);
                    }

                    break;
            }
        }

        _text.Append('"');
    }

    private void WriteField(FieldExpression field)
    {
        if (field.IsOptional)
        {
            _text.Append('?');
        }

        if (!field.HasIndex)
        {
            WritePath(field.Path, 0, field.Path.Length);
            return;
        }

        // Names and index groups take turns: name [0][1] . name [0] ...
        string path = field.Path;
        int at = 0;
        while (true)
        {
            int name = at;
            int groups = at;
            while (at < path.Length && !TryIndexGroups(path, at, out groups))
            {
                at = Math.Max(groups, at + 1);
            }

            at = Math.Min(at, path.Length);
            WritePath(path, name, at);
            _text.Append(path, at, Math.Max(groups - at, 0));
            at = Math.Max(groups, at);
            if (at == path.Length)
            {
                return;
            }

            _text.Append('.');
            at++;
        }
    }

    // [digits][digits]... with a dot or the end behind them; end is where the groups end, also if something else follows.
    private static bool TryIndexGroups(string path, int start, out int end)
    {
        end = start;
        while (end < path.Length && path[end] == '[')
        {
            int digits = end + 1;
            int close = digits;
            while (close < path.Length && SyntaxFacts.IsDigit(path[close]))
            {
                close++;
            }

            if (close == digits || close == path.Length || path[close] != ']')
            {
                return false;
            }

            end = close + 1;
        }

        return end > start && (end == path.Length || path[end] == '.');
    }

    // A path with an empty name in it (`a..b`) can only be quoted whole; any other one name by name.
    private void WritePath(string path, int start, int end)
    {
        string[] names = path.Substring(start, end - start).Split('.');
        if (Array.IndexOf(names, string.Empty) >= 0)
        {
            WriteQuotedName(string.Join(".", names));
            return;
        }

        for (int i = 0; i < names.Length; i++)
        {
            _text.Append(i == 0 ? string.Empty : ".");
            if (SyntaxFacts.IsPlainName(names[i]))
            {
                _text.Append(names[i]);
            }
            else
            {
                WriteQuotedName(names[i]);
            }
        }
    }

    private void WriteQuotedName(string name) => _text.Append('`').Append(name.Replace("`", "``")).Append('`');
}
