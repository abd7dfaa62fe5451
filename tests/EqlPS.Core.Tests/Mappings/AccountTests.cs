using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Mappings;
using EqlPS.Mappings.Accounts;
using EqlPS.Platform;
using EqlPS.Schema;
using EqlPS.Tests.Events;
using EqlPS.Tests.Events.Objects;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Mappings;

/// <summary>The SID of an acting account is taken from what the input tells of it, and never guessed.</summary>
public sealed class AccountTests
{
    private const string LongSid = Erin + Digits + Digits + Digits + Digits + Digits + Digits;
    private const string Digits = "-1000000000-1000000000-1000000000-1000000000";
    private const string Erin = "S-1-5-21-1-2-3-1104";

    [Fact]
    public void A_logon_tells_whose_name_Sysmon_gives()
    {
        string sysmon = OwnEvents.All.First(e => e.Name == "Sysmon 1").Xml;
        string logon = OwnEvents.All.First(e => e.Name == "Security 4624").Xml;
        AccountDirectory accounts = Survey(sysmon + logon);
        Assert.Equal(1, accounts.Count);
        Assert.Equal(Erin, accounts.SidOf(@"lab\ERIN"));
        Assert.Equal(string.Empty, UserId(sysmon, MappingSet.BuiltIn, ReadingMode.Default));
        Assert.Equal(Erin, UserId(sysmon, MappingSet.BuiltIn.With(accounts), ReadingMode.Default));
        Assert.Equal("S-1-5-18", UserId(sysmon, MappingSet.BuiltIn.With(accounts), ReadingMode.Exact));
    }

    [Fact]
    public void Subjects_of_audited_events_count_too_and_accounts_that_are_the_same_everywhere_need_nothing()
    {
        AccountDirectory accounts = Survey(OwnEvents.All.First(e => e.Name == "Security 4688").Xml);
        Assert.Equal(Erin, accounts.SidOf(@"LAB\erin"));
        string system = OwnEvents.All.First(e => e.Name.StartsWith("Sysmon 3", StringComparison.Ordinal)).Xml;
        Assert.Equal("S-1-5-18", UserId(system, MappingSet.BuiltIn.With(accounts), ReadingMode.Default));
    }

    [Fact]
    public void An_account_with_two_identifiers_is_known_for_neither()
    {
        var accounts = new AccountDirectory();
        accounts.Add("LAB", "erin", Erin);
        accounts.Add("lab", "ERIN", Erin);
        Assert.Equal(Erin, accounts.SidOf(@"LAB\erin"));
        accounts.Add("LAB", "erin", "S-1-5-21-9-9-9-500");
        accounts.Add("LAB", "erin", Erin);
        Assert.Null(accounts.SidOf(@"LAB\erin"));
        Assert.Equal(0, accounts.Count);
    }

    [Theory]
    [InlineData("LAB", "erin", "S-1-5-18")]
    [InlineData("LAB", "-", Erin)]
    [InlineData(null, "erin", Erin)]
    [InlineData("LAB", "", Erin)]
    [InlineData("LAB", "erin", null)]
    [InlineData("LAB", "erin", "%{S-1-5-21-1}")]
    [InlineData("LAB", "erin", LongSid)]
    public void What_is_no_account_of_its_own_is_not_noted(string? domain, string? name, string? sid)
    {
        var accounts = new AccountDirectory();
        accounts.Add(domain, name, sid);
        Assert.Equal(0, accounts.Count);
        Assert.Null(accounts.SidOf($@"{domain}\{name}"));
    }

    [Fact]
    public void No_log_can_fill_the_memory()
    {
        var accounts = new AccountDirectory();
        for (int i = 0; i < AccountDirectory.MostAccounts + 100; i++)
        {
            accounts.Add("LAB", FormattableString.Invariant($"u{i}"), Erin);
        }

        Assert.Equal(AccountDirectory.MostAccounts, accounts.Count);
        accounts.Add("LAB", new string('x', 10_000), Erin);
        Assert.Null(accounts.SidOf(@"LAB\" + new string('x', 10_000)));
    }

    [Fact]
    public void Input_that_cannot_be_read_is_passed_over()
    {
        var survey = new AccountSurvey(MappingSet.BuiltIn);
        FieldSchema schema = FieldSchema.Open("@timestamp");
        survey.Read(new InputSource("none", () => throw new FileNotFoundException(), schema), CancellationToken.None);
        survey.Read(new InputSource("odd", () => new MemoryStream([1, 2, 3, 4, 5]), schema), CancellationToken.None);
        Assert.Equal(0, survey.Accounts.Count);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => survey.Read(Input(EventForms.Flat), cancelled.Token));
    }

    [Fact]
    public void Other_systems_than_Windows_have_no_accounts_to_ask() =>
        Assert.Equal(OperatingSystem.IsWindows(), WindowsAccounts.Open() is not null);

    [SharedFact]
    public void Data_sets_tell_of_their_accounts()
    {
        var survey = new AccountSurvey(MappingSet.BuiltIn);
        string path = Directory.GetFiles(SharedData.Path("corpus/otrf"), "*.gz").Order(StringComparer.Ordinal).First();
        survey.Read(InputSource.OfFile(path, FieldSchema.Open("@timestamp")), CancellationToken.None);
        Assert.True(survey.Accounts.Count > 0, path);
    }

    private static AccountDirectory Survey(string text)
    {
        var survey = new AccountSurvey(MappingSet.BuiltIn);
        survey.Read(Input(text), CancellationToken.None);
        return survey.Accounts;
    }

    private static InputSource Input(string text) =>
        new("test", () => new MemoryStream(EventForms.Utf8(text)), FieldSchema.Open("@timestamp"));

    private static string UserId(string xml, MappingSet mappings, ReadingMode mode)
    {
        using var reader = ObjectRun.Open(["user.id"], mode, mappings);
        return ObjectRun.Values(reader, xml, 1).Single();
    }
}
