namespace EqlPS.Tests.Support;

/// <summary>Reads a file of test cases: <c>input ⇶ expected</c>, one a line; <c>//</c> at the start of a line is a comment.</summary>
internal static class CaseFile
{
    private const string Separator = "⇶";

    /// <summary>The cases of <c>Cases/name</c> as theory rows: line number, input, expected.</summary>
    public static IEnumerable<object[]> Rows(string name)
    {
        int number = 0;
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", name)))
        {
            number++;
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }

            string[] columns = line.Split(Separator);
            if (columns.Length != 2)
            {
                throw new InvalidDataException($"{name}:{number}: a case is two columns parted by {Separator}");
            }

            yield return [number, columns[0].Trim(), columns[1].Trim()];
        }
    }
}
