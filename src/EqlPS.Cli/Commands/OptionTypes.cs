using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace EqlPS.Cli.Commands;

/// <summary>Options of the kinds that the commands share, each with an error message that says what it takes.</summary>
internal static class OptionTypes
{
    /// <summary>A field's path; null if it is not given.</summary>
    public static Option<string?> Field(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "FIELD" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value)))
            {
                result.AddError($"{name} takes the name of a field");
            }
        });
        return option;
    }

    /// <summary>A whole number within bounds; null if it is not given.</summary>
    public static Option<long?> Number(string name, long least, long most, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            bool isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number);
            if (isNumber && number >= least && number <= most)
            {
                return number;
            }

            string range = most == long.MaxValue ? $"of {least} or more" : $"from {least} to {most}";
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a whole number {range}, not [{text}]"));
            return null;
        },
    };

    /// <summary>One of some words; null if it is not given.</summary>
    public static Option<T?> Choice<T>(string name, string description, params (string Word, T Value)[] choices)
        where T : struct
    {
        string words = string.Join(" or ", choices.Select(c => c.Word));
        var option = new Option<T?>(name)
        {
            Description = description,
            HelpName = string.Join('|', choices.Select(c => c.Word)),
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                foreach ((string word, T value) in choices)
                {
                    if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
                    {
                        return value;
                    }
                }

                result.AddError($"{name} takes {words}, not [{text}]");
                return null;
            },
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add(choices.Select(c => c.Word).ToArray());
        return option;
    }
}
