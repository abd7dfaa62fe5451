using System.Text;
using System.Xml.Linq;
using EqlPS.Events;
using EqlPS.Tests.Evtx;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Events.Objects;

/// <summary>The same event gives the same document whatever form it comes in, under both profiles.</summary>
public sealed class SameEventTests
{
    private static readonly ReadingMode[] Modes = [ReadingMode.Default, ReadingMode.Exact];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach ((string name, string xml) in OwnEvents.All)
            {
                cases.Add(name, xml);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Own_events(string name, string xml)
    {
        XElement root = XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        Check(name, xml, root, OneEventForms.Log(root));
        CheckStored(name, xml, root, isComplete: true);
    }

    [SharedFact]
    public void Events_of_real_logs()
    {
        int count = 0;
        int complete = 0;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string path in EvtxFiles.Corpus())
        {
            EvtxFiles.ForEachXml(path, (record, root) =>
            {
                string kind = OneEventForms.SystemValue(root, "Provider/@Name") + OneEventForms.SystemValue(root, "EventID");
                seen[kind] = seen.GetValueOrDefault(kind) + 1;
                if (seen[kind] <= 2)
                {
                    string name = $"{Path.GetFileName(path)} {record.Id}";
                    Check(name, root.ToString(SaveOptions.DisableFormatting), root, log: null);
                    complete += CheckStored(name, root.ToString(SaveOptions.DisableFormatting), root, isComplete: false) ? 1 : 0;
                    count++;
                }
            });
        }

        Assert.True(count > 150 && complete > count / 2, $"{count} events, {complete} with all their names");
    }

    private static void Check(string name, string xml, XElement root, byte[]? log)
    {
        foreach (ReadingMode mode in Modes)
        {
            string expected = ObjectRun.FileDocuments(EventForms.Utf8(xml), mode).Single();
            string[] leaves = Leaves(expected);
            Assert.Equal(expected, ObjectRun.Documents([new StandIn { Xml = xml }], mode).Single());
            Assert.Equal(expected, ObjectRun.Documents([xml], mode).Single());
            ObjectRun.Leaves(expected).TryGetValue("winlog.task", out string? task);
            string winlogbeat = OneEventForms.Winlogbeat(root, task);
            AssertSame(name + " winlogbeat", leaves, ObjectRun.FileDocuments(EventForms.Utf8(winlogbeat), mode).Single());
            AssertSame(name + " winlogbeat object", leaves, ObjectRun.Documents([ObjectRun.FromJson(winlogbeat)], mode).Single());
            if (log is not null)
            {
                AssertSame(name + " log", leaves, ObjectRun.FileDocuments(log, mode).Single());
            }

            if (OneEventForms.Flat(root) is string flat)
            {
                AssertSame(name + " flattened object", leaves, ObjectRun.Documents([ObjectRun.FromJson(flat)], mode).Single());
                AssertSame(name + " flattened dictionary", leaves, ObjectRun.Documents([ObjectRun.DictionaryFromJson(flat)],
                    mode).Single());
            }
        }
    }

    // True if the names of the record's values are known.
    private static bool CheckStored(string name, string xml, XElement root, bool isComplete)
    {
        bool isKnown = true;
        foreach (ReadingMode mode in Modes)
        {
            string[] expected = Leaves(ObjectRun.FileDocuments(EventForms.Utf8(xml), mode).Single());
            using var reader = ObjectRun.Open([], mode);
            string[] actual = Leaves(ObjectRun.Documents(reader, [OneEventForms.Stored(root)]).Single());
            isKnown &= reader.Troubles.Count == 0;
            // Identifiers lose their case on the way.
            string[] foreign = actual.Where(l => !l.StartsWith("winlog.event_data.param", StringComparison.Ordinal))
                .Except(expected, StringComparer.OrdinalIgnoreCase).ToArray();
            Assert.True(foreign.Length == 0, $"{name} stored: {string.Join("; ", foreign)}");
            string[] missing = expected.Except(actual, StringComparer.OrdinalIgnoreCase).ToArray();
            Assert.True(!(isKnown || isComplete) || missing.Length == 0, $"{name} stored, missing: {string.Join("; ", missing)}");
        }

        return isKnown;
    }

    private static void AssertSame(string name, string[] expected, string document)
    {
        string[] actual = Leaves(document);
        Assert.True(
            expected.SequenceEqual(actual, StringComparer.Ordinal),
            $"{name}: not there {string.Join("; ", expected.Except(actual))}; only there {string.Join("; ", actual.Except(expected))}");
    }

    private static string[] Leaves(string document) => ObjectRun.Leaves(document)
        .Where(l => l.Key != "winlog.event_data.@Name").Select(l => $"{l.Key}={l.Value}").ToArray();
}
