using System.Text;
using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>Splits a command line as the C runtime did before 2008: quotes go, backslashes count only before a quote.</summary>
internal static class WindowsArguments
{
    public static EqlValue Split(in EqlValue value)
    {
        string line = value.AsText();
        var argument = new StringBuilder();
        ListBuilder arguments = default;
        int position = 0;
        while (true)
        {
            while (position < line.Length && IsBlank(line[position]))
            {
                position++;
            }

            if (position == line.Length)
            {
                return arguments.ToValue();
            }

            argument.Clear();
            position = ReadOne(line, position, argument);
            arguments.Add(argument.ToString());
        }
    }

    private static int ReadOne(string line, int position, StringBuilder argument)
    {
        bool quoted = false;
        int slashes = 0;
        for (; position < line.Length; position++)
        {
            char c = line[position];
            if (c == '\\')
            {
                slashes++;
                continue;
            }

            if (c == '"')
            {
                argument.Append('\\', slashes / 2);
                if (slashes % 2 == 1)
                {
                    argument.Append('"');
                }
                else
                {
                    // Two quotes inside quotes give one and still end the quoted part: the rule of that time.
                    if (quoted && position + 1 < line.Length && line[position + 1] == '"')
                    {
                        argument.Append('"');
                        position++;
                    }

                    quoted = !quoted;
                }

                slashes = 0;
                continue;
            }

            argument.Append('\\', slashes);
            slashes = 0;
            if (!quoted && IsBlank(c))
            {
                return position;
            }

            argument.Append(c);
        }

        argument.Append('\\', slashes);
        return position;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';
}
