using EqlPS.Cli.Output;
using EqlPS.Cli.Tests.Support;

namespace EqlPS.Cli.Tests;

/// <summary>Files of alerts that runs append to, some of which were killed.</summary>
public sealed class AlertOutputFileTests : IDisposable
{
    private const string Alert = "b5bb9d8014a0f9b1d61e21e796d78dccdf1323cd32812f2850b878ae4944c0d4";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("one\n", null, null, "one\n")]
    [InlineData("one\ntw", null, null, "one\ntw\n")]
    [InlineData("one\n{\"id\":\"" + Alert + "\"}\n", Alert, 4L, "one\n")]
    [InlineData("one\n{\"id\":\"" + Alert + "\"}\n{\"id\":", Alert, 4L, "one\n")]
    [InlineData("one\n{\"i", Alert, 4L, "one\n")]
    [InlineData("one\n", Alert, 4L, "one\n")]
    [InlineData("o", Alert, 4L, "o\n")]
    [InlineData("one\nsomething else\n{\"id\":\"" + Alert + "\"}\n", Alert, 4L, "one\nsomething else\n{\"id\":\"" + Alert + "\"}\n")]
    [InlineData("one\n{\"id\":\"" + Alert + "\"}\n", Alert, null, "one\n{\"id\":\"" + Alert + "\"}\n")]
    public void OnlyTheUnfinishedAlertIsTakenBack(string before, string? alert, long? length, string expected)
    {
        string path = _folder.Write("alerts", before);
        using (FileStream file = AlertOutputFile.Open(path, alert, length))
        {
            file.Write("next\n"u8);
        }

        Assert.Equal(expected + "next\n", File.ReadAllText(path));
    }

    [Fact]
    public void AFileIsMadeWhereThereIsNone()
    {
        string path = Path.Combine(Path.GetDirectoryName(_folder.Write("other", string.Empty))!, "alerts");
        AlertOutputFile.Open(path, null, null).Dispose();
        Assert.Empty(File.ReadAllText(path));
    }
}
