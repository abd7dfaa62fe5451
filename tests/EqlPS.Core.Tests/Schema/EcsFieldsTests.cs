using EqlPS.Schema.Ecs;
using EqlPS.Tests.Hunting;

namespace EqlPS.Tests.Schema;

/// <summary>The fields of the Elastic Common Schema, and what follows from their types.</summary>
public sealed class EcsFieldsTests
{
    [Theory]
    [InlineData("@timestamp", "date", false)]
    [InlineData("process.name", "keyword", false)]
    [InlineData("process.args", "keyword", true)]
    [InlineData("process.parent.pid", "long", false)]
    [InlineData("event.category", "keyword", true)]
    [InlineData("destination.ip", "ip", false)]
    [InlineData("host.ip", "ip", true)]
    [InlineData("process.command_line", "wildcard", false)]
    [InlineData("dll.code_signature.trusted", "boolean", false)]
    public void FieldsHaveTheirType(string path, string type, bool holdsSeveral)
    {
        Assert.True(EcsFields.TryGet(path, out EcsField field));
        Assert.Equal((type, holdsSeveral), (field.Type, field.HoldsSeveral));
    }

    [Theory]
    [InlineData("process")]
    [InlineData("process.proces")]
    [InlineData("winlog.event_id")]
    [InlineData("")]
    [InlineData(".")]
    public void OtherNamesAreNotFound(string path) => Assert.False(EcsFields.TryGet(path, out _));

    [Fact]
    public void OnlyAddressesAreAddresses()
    {
        Assert.True(EcsFields.IsAddress("source.nat.ip"));
        Assert.False(EcsFields.IsAddress("file.zip"));
        Assert.False(EcsFields.IsAddress("my.ip"));
        Assert.True(EcsFields.Names.Count > 2500);
    }

    [Fact]
    public void AHuntFindsAnAddressHoweverItIsWritten()
    {
        string[] sources = [HuntRunner.Event(1, "\"source.ip\":\"0:0:0:0:0:0:0:1\""), HuntRunner.Event(2, "\"source.ip\":\"::2\"")];
        Assert.Equal("is:1", HuntRunner.Short(HuntRunner.Run([HuntRunner.Rule("is", "process where source.ip == \"::1\"")], sources)));
        Assert.Equal("in:1", HuntRunner.Short(HuntRunner.Run([HuntRunner.Rule("in", "process where source.ip in (\"::1\", \"::5\")")], sources)));
        Assert.Equal("not:2", HuntRunner.Short(HuntRunner.Run([HuntRunner.Rule("not", "process where source.ip != \"::1\"")], sources)));
    }
}
