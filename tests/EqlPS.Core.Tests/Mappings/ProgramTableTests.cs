using EqlPS.Mappings;
using EqlPS.Mappings.Compilation;
using EqlPS.Values;

namespace EqlPS.Tests.Mappings;

/// <summary>The programs of records whose names are long, and how little is remembered of those.</summary>
public sealed class ProgramTableTests
{
    private const string Sysmon = "Microsoft-Windows-Sysmon";
    private const int Long = 100_000;

    [Fact]
    public void LongNamesAreNotRemembered()
    {
        ProgramTable<string> table = Create();
        for (int i = 0; i < 200; i++)
        {
            string name = new string('x', Long) + i;
            Assert.Equal(Fresh(name, Sysmon, "1"), Find(table, name, Sysmon, "1"));
            Assert.Equal(Fresh("Security", name, "4624"), Find(table, "Security", name, "4624"));
            Assert.Equal(Fresh("Security", "", name), Find(table, "Security", "", name));
        }

        Assert.InRange(table.RememberedLength, 1, 1_000);
    }

    [Fact]
    public void NamesThatComeAndGoAreForgotten()
    {
        ProgramTable<string> table = Create();
        for (int i = 0; i < 20_000; i++)
        {
            Find(table, new string('x', 250) + i, new string('y', 250) + i, "1");
        }

        Assert.InRange(table.RememberedLength, 1, 1_024 * 2 * 256);
    }

    // Long names come between, and must not change what is remembered of others.
    [Fact]
    public void WhatCameBeforeDoesNotMatter()
    {
        string[] channels = ["Security", "System", "Microsoft-Windows-Sysmon/Operational", "", new('c', 257), new('c', Long)];
        string[] providers = [Sysmon, "Microsoft-Windows-Security-Auditing", "", new('p', 257)];
        string[] ids = ["1", "4624", "", new('1', 257)];
        ProgramTable<string> table = Create();
        var random = new Random(5);
        for (int i = 0; i < 3_000; i++)
        {
            string channel = channels[random.Next(channels.Length)];
            string provider = providers[random.Next(providers.Length)];
            string id = ids[random.Next(ids.Length)];
            Assert.Equal(Fresh(channel, provider, id), Find(table, channel, provider, id));
        }
    }

    private static string Find(ProgramTable<string> table, string channel, string provider, string id) =>
        table.For(EqlValue.From(channel), EqlValue.From(provider), EqlValue.From(id));

    private string Fresh(string channel, string provider, string id) => Find(Create(), channel, provider, id);

    private ProgramTable<string> Create() => new(MappingSet.BuiltIn, (files, id) =>
        string.Join("\n", files.Select(file => file.Name).Append(id)));
}
