using System.Text;
using EqlPS.Mappings.Steps;
using EqlPS.Values;

namespace EqlPS.Tests.Mappings;

/// <summary>The step that reads PowerShell's packed texts remembers its last value: text after text it gives what a new one gives.</summary>
public sealed class PropertyStepTests
{
    private const int Seed = 3_308;
    private static readonly string[] Parts =
    [
        "\n", "\n\tUser = ", "\nUser=", "\t", " ", "=", "User", "Host Name", "x", "\u00A0", "a = b", "C:\\a b", "\r",
    ];

    [Fact]
    public void ValuesAreThoseOfAStepWithoutMemory()
    {
        var random = new Random(Seed);
        Conversion step = PowerShellSteps.Property("User");
        int found = 0;
        for (int i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder();
            for (int part = random.Next(1, 16); part > 0; part--)
            {
                text.Append(Parts[random.Next(Parts.Length)]);
            }

            EqlValue value = EqlValue.From(text.ToString());
            EqlValue expected = PowerShellSteps.Property("User")(value);
            EqlValue given = step(value);
            Assert.Equal(expected.IsNull, given.IsNull);
            if (!given.IsNull)
            {
                found++;
                Assert.Equal(expected.AsText(), given.AsText());
                Assert.Equal(given.AsText().Trim(), given.AsText());
                Assert.NotEqual(string.Empty, given.AsText());
            }
        }

        Assert.InRange(found, 1_000, 20_000);
    }

    [Fact]
    public void ValueThatRepeatsIsOneString()
    {
        Conversion step = PowerShellSteps.Property("User");
        string first = step(EqlValue.From("\n\tUser = CONTOSO\\ann\n\tSequence Number = 1")).AsText();
        string second = step(EqlValue.From("\n\tUser = CONTOSO\\ann\n\tSequence Number = 2")).AsText();
        Assert.Equal("CONTOSO\\ann", first);
        Assert.Same(first, second);
    }
}
