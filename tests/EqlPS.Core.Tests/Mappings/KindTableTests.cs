using EqlPS.Mappings.Compilation;
using EqlPS.Values;

namespace EqlPS.Tests.Mappings;

/// <summary>Which kinds of records get a program of their own.</summary>
public sealed class KindTableTests
{
    private const int ManyRecords = 100;

    private readonly List<KindConstants> _compiled = [];

    [Fact]
    public void OnlyWhatIsMetOftenHasAProgram()
    {
        KindTable table = Create();
        Assert.Null(Find(table, "Security", "4624"));
        Assert.Empty(_compiled);
        FindOften(table, "Security", "4624");
        FindOften(table, "Security", "4625");
        Assert.NotNull(Find(table, "Security", "4624"));
        Assert.Equal(["4624", "4625"], _compiled.Select(kind => kind.EventId));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void LongNamesHaveNone(bool isChannel, bool isId)
    {
        KindTable table = Create();
        string name = new('x', 100_000);
        FindOften(table, isChannel ? name : "Security", isId ? name : "4624");
        Assert.Empty(_compiled);
    }

    private static MappingProgram? Find(KindTable table, string channel, string eventId) =>
        table.Find(EqlValue.From(channel), default, EqlValue.From(eventId), default);

    private static void FindOften(KindTable table, string channel, string eventId)
    {
        for (int i = 0; i < ManyRecords; i++)
        {
            Find(table, channel, eventId);
        }
    }

    private KindTable Create() => new(kind =>
    {
        _compiled.Add(kind);
        return new MappingProgram([], []);
    });
}
