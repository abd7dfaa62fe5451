using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Tree;
using EqlPS.Mappings;
using EqlPS.Mappings.Layouts;
using EqlPS.Tests.Evtx;
using EqlPS.Tests.Evtx.Tree;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Mappings;

/// <summary>The orders of values are unambiguous, agree with the mapping files, and with every record of real logs.</summary>
public sealed class LayoutTests
{
    [Fact]
    public void Every_layout_is_found_by_its_version_and_the_number_of_its_values()
    {
        int count = 0;
        foreach (LayoutEntry entry in LayoutTable.BuiltIn.Entries)
        {
            DataLayout? found = LayoutTable.BuiltIn.Find(entry.Provider, entry.EventId, entry.Version, entry.Layout.Count);
            Assert.True(ReferenceEquals(entry.Layout, found), $"{entry.Provider} {entry.EventId} version {entry.Version}");
            string[] paths = PathsOf(entry.Layout);
            Assert.Equal(paths.Length, paths.Distinct(StringComparer.Ordinal).Count());
            Assert.All(paths, p => Assert.Matches("^(EventData/[A-Za-z][A-Za-z0-9_ ]*|UserData/[A-Za-z]+/[A-Za-z]+)$", p));
            count++;
        }

        Assert.True(count > 250, $"only {count} layouts");
    }

    [Fact]
    public void Layouts_have_the_fields_that_mapping_files_list()
    {
        ILookup<string, LayoutEntry> byEvent = LayoutTable.BuiltIn.Entries.ToLookup(e => $"{e.Provider} {e.EventId}",
            StringComparer.Ordinal);
        foreach (var file in MappingSet.BuiltIn.Files.Where(f => f.Providers.Count > 0))
        {
            foreach (var definition in file.Events.Where(e => e.Fields.Count > 0))
            {
                LayoutEntry[] entries = file.Providers.SelectMany(p => byEvent[$"{p} {definition.Id}"]).ToArray();
                string[] expected = definition.Fields.Select(f => RawPaths.EventData + f).ToArray();
                Assert.True(
                    entries.Length == 0 || entries.Any(e => PathsOf(e.Layout).SequenceEqual(expected)),
                        $"{file.Name} {definition.Id} has other fields");
            }
        }
    }

    [Fact]
    public void Another_version_is_taken_for_one_with_as_many_values()
    {
        Assert.Equal("EventData/ParentUser", LayoutTable.BuiltIn.Find("Microsoft-Windows-Sysmon", "1", "9", 23)!.PathAt(22));
        Assert.Null(LayoutTable.BuiltIn.Find("Microsoft-Windows-Sysmon", "1", "5", 22 + 5));
        Assert.Null(LayoutTable.BuiltIn.Find("Elsewhere", "1", "5", 23));
    }

    [SharedFact]
    public void Layouts_agree_with_real_logs()
    {
        var known = LayoutTable.BuiltIn.Entries.Select(e => e.Provider).ToHashSet(StringComparer.Ordinal);
        var tree = new EvtxTreeReader();
        var found = new HashSet<string>(StringComparer.Ordinal);
        var missing = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in EvtxFiles.Corpus())
        {
            using EvtxReader reader = EvtxFiles.Open(path);
            foreach (EvtxChunk chunk in reader.ReadChunks())
            {
                using (chunk)
                {
                    foreach (EvtxRecord record in chunk)
                    {
                        if (tree.Read(record, out _) is EvtxElement root && known.Contains(Value(root, "Provider")))
                        {
                            Check(root, found, missing);
                        }
                    }
                }
            }
        }

        Assert.True(found.Count > 50, $"{found.Count} events agree");
        Assert.True(missing.Count < 5, $"no layout for {string.Join(", ", missing)}");
    }

    private static void Check(EvtxElement root, HashSet<string> found, HashSet<string> missing)
    {
        List<(string Path, BinaryXmlType Type)> values = ValuesOf(root);
        string name = $"{Value(root, "Provider")} {Value(root, "EventID")}.{Value(root, "Version")}";
        if (values.Count == 0 || !found.Add(name + values.Count))
        {
            return;
        }

        DataLayout? layout = LayoutTable.BuiltIn.Find(Value(root, "Provider"), Value(root, "EventID"), Value(root, "Version"),
            values.Count);
        if (layout is null)
        {
            missing.Add(name);
            return;
        }

        for (int i = 0; i < values.Count; i++)
        {
            bool isHexadecimal = values[i].Type is BinaryXmlType.HexInt32 or BinaryXmlType.HexInt64;
            Assert.True(layout.PathAt(i) == values[i].Path, $"{name} value {i + 1} is {values[i].Path}, not {layout.PathAt(i)}");
            Assert.True(layout.IsHexadecimal(i) == isHexadecimal, $"{name} {values[i].Path} is of type {values[i].Type}");
        }
    }

    private static List<(string Path, BinaryXmlType Type)> ValuesOf(EvtxElement root)
    {
        if (root.Child("EventData") is EvtxElement data)
        {
            return data.Elements
                .Select(e => ($"EventData/{(e.LocalName == "Data" ? e.Attribute("Name").ToString() : e.LocalName)}",
                    e.Value.Type)).ToList();
        }

        EvtxElement? user = root.Child("UserData")?.Elements.FirstOrDefault();
        return user?.Elements.Select(e => ($"UserData/{user.LocalName}/{e.LocalName}", e.Value.Type)).ToList() ?? [];
    }

    private static string Value(EvtxElement root, string name)
    {
        EvtxElement? element = root.Child("System")?.Child(name);
        return (name == "Provider" ? element?.Attribute("Name") : element?.Value)?.ToString() ?? string.Empty;
    }

    private static string[] PathsOf(DataLayout layout) => Enumerable.Range(0, layout.Count).Select(layout.PathAt).ToArray();
}
