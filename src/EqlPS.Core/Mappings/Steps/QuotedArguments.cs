using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>
/// Splits a command line as the mapping of process creation in the Security log does: every quote toggles and stays, any white space
/// outside quotes cuts, so that runs of blanks give empty arguments.
/// </summary>
internal static class QuotedArguments
{
    public static EqlValue Split(in EqlValue value)
    {
        string line = value.AsText();
        ListBuilder arguments = default;
        bool quoted = false;
        int start = 0;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && char.IsWhiteSpace(line[i]))
            {
                arguments.Add(line.Substring(start, i - start));
                start = i + 1;
            }
        }

        arguments.Add(line.Substring(start));
        return arguments.ToValue();
    }
}
