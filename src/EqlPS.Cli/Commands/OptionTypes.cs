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
        var option = new Option<T?>(name) { CustomParser = result => Read(name, result, result.Tokens[0].Value, choices) };
        return Describe(option, description, choices);
    }

    /// <summary>Some of some words, each given by itself; null if none is given.</summary>
    public static Option<T[]?> Choices<T>(string name, string description, params (string Word, T Value)[] choices)
        where T : struct
    {
        var option = new Option<T[]?>(name)
        {
            CustomParser = result => result.Tokens.Select(t => Read(name, result, t.Value, choices)).OfType<T>().ToArray(),
        };
        return Describe(option, description, choices);
    }

    private static T? Read<T>(string name, ArgumentResult result, string text, (string Word, T Value)[] choices)
        where T : struct
    {
        foreach ((string word, T value) in choices)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        string words = string.Join(", ", choices.SkipLast(1).Select(c => c.Word));
        result.AddError($"{name} takes {words} or {choices[^1].Word}, not [{text}]");
        return null;
    }

    private static TOption Describe<TOption, T>(TOption option, string description, (string Word, T Value)[] choices)
        where TOption : Option
    {
        option.Description = description;
        option.HelpName = string.Join('|', choices.Select(c => c.Word));
        option.CompletionSources.Clear();
        option.CompletionSources.Add(choices.Select(c => c.Word).ToArray());
        return option;
    }
}
