using System.Globalization;
using System.Xml.Linq;
using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.Projection;
using EqlPS.Events.Evtx.Values;

namespace EqlPS.Tests.Evtx;

/// <summary>Answers paths of a projection from the event's XML, slowly and obviously.</summary>
internal static class XmlTwin
{
    public static IEnumerable<string> DataNames(XElement root) =>
        root.Elements().Where(element => element.Name.LocalName == "EventData")
            .SelectMany(data => data.Elements()).Select(Key).OfType<string>();

    /// <summary>Asserts that both ways of reading a record give what its XML says; crafted events can have several roots.</summary>
    public static void AssertRow(EvtxRow row, EvtxRecord record, string[] paths, params XElement[] roots)
    {
        List<string>[] expected = [.. paths.Select(path => roots.SelectMany(root => Evaluate(root, path)).ToList())];
        Assert.True(row.TryRead(record, out EvtxLossReason reason), reason.ToString());
        AssertSlots(row, paths, expected);
        Assert.True(row.TryWalk(record, out reason), reason.ToString());
        AssertSlots(row, paths, expected);
    }

    private static void AssertSlots(EvtxRow row, string[] paths, List<string>[] expected)
    {
        for (int i = 0; i < paths.Length; i++)
        {
            var actual = new List<string>();
            foreach (EvtxValueRef value in row.GetValues(i))
            {
                actual.Add(Readable(value.GetText()));
            }

            Assert.Equal(expected[i].Count == 0, row[i].IsNone);
            if (!expected[i].SequenceEqual(actual))
            {
                Assert.Fail($"{paths[i]}: expected [{string.Join("|", expected[i])}], actual [{string.Join("|", actual)}]");
            }
        }
    }

    /// <summary>The text as XML can hold it.</summary>
    private static string Readable(string text)
    {
        var result = new System.Text.StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            result.Append(isPair ? text.Substring(i++, 2) : System.Xml.XmlConvert.IsXmlChar(text[i]) ? text[i].ToString() : "\ufffd");
        }

        return result.ToString();
    }

    private static List<string> Evaluate(XElement root, string path)
    {
        if (path.StartsWith("EventData/", StringComparison.Ordinal) && path["EventData/".Length] != '@')
        {
            string name = path["EventData/".Length..];
            return [.. root.Elements().Where(element => element.Name.LocalName == "EventData").SelectMany(data => Data(data, name))];
        }

        IEnumerable<XElement> here = [root];
        foreach (string part in path.Split('/'))
        {
            if (part[0] == '@')
            {
                return [.. here.SelectMany(element => element.Attributes().Where(a => Local(a) == part[1..]).Select(a => a.Value))];
            }

            here = here.SelectMany(element => element.Elements().Where(child => child.Name.LocalName == part)).ToList();
        }

        return [.. here.Select(Text)];
    }

    private static string Local(XAttribute attribute) => attribute.Name.LocalName;

    private static IEnumerable<string> Data(XElement eventData, string name)
    {
        int position = 0;
        foreach (XElement child in eventData.Elements())
        {
            position++;
            string? key = Key(child);
            bool isPosition = name == "#" + position.ToString(CultureInfo.InvariantCulture);
            if (key == name || (isPosition && (key is null || key == "Data")))
            {
                yield return Text(child);
            }
        }
    }

    private static string? Key(XElement child)
    {
        string? name = child.Attributes().FirstOrDefault(a => a.Name.LocalName == "Name")?.Value;
        return !string.IsNullOrEmpty(name) ? name : child.Name.LocalName == "Data" ? null : child.Name.LocalName;
    }

    private static string Text(XElement element) => string.Concat(element.Nodes().OfType<XText>().Select(text => text.Value));
}
