using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Evtx;

/// <summary>Record by record against evtxexport of libevtx; what is left out of the comparison is listed in docs/evtx.md.</summary>
public sealed class EvtxExportComparisonTests
{
    private const string Variable = "EQLPS_EVTXEXPORT";

    [OptInFact(Variable)]
    public void EveryRecordThatEvtxexportReadsIsTheSame()
    {
        var report = new StringBuilder();
        int same = 0;
        int different = 0;
        int unread = 0;
        foreach (string file in EvtxFiles.Corpus())
        {
            Dictionary<string, Queue<string>> theirs = Export(file);
            EvtxFiles.ForEachXml(file, (record, xml) =>
            {
                string id = xml.Descendants().First(element => element.Name.LocalName == "EventRecordID").Value;
                if (!theirs.TryGetValue(id, out Queue<string>? texts) || texts.Count == 0)
                {
                    unread++;
                    return;
                }

                string[] ours = Leaves(xml);
                string[] other = Leaves(XElement.Parse(texts.Dequeue(), LoadOptions.PreserveWhitespace));
                bool agrees = ours.SequenceEqual(other);
                same += agrees ? 1 : 0;
                different += agrees ? 0 : 1;
                if (!agrees)
                {
                    report.AppendLine(Path.GetFileName(file)).Append(' ').Append(id).Append(": ");
                    report.AppendJoin(" | ", ours.Except(other)).Append(" <> ").AppendJoin(" | ", other.Except(ours)).AppendLine();
                }
            });
        }

        string summary = $"same {same}, different {different}, not read by evtxexport {unread}";
        Assert.True(different == 0 && same == 5199 && unread == 472, summary + Environment.NewLine + report);
    }

    private static Dictionary<string, Queue<string>> Export(string file)
    {
        var start = new ProcessStartInfo("evtxexport") { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
        start.ArgumentList.Add("-f");
        start.ArgumentList.Add("xml");
        start.ArgumentList.Add(file);
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var records = new Dictionary<string, Queue<string>>();
        foreach (Match match in Regex.Matches(output, "<Event .*?</Event>", RegexOptions.Singleline | RegexOptions.CultureInvariant))
        {
            // It writes control characters as they are, which no XML reader takes.
            string text = string.Concat(match.Value.Select(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '\ufffd'));
            string id = Regex.Match(text, "<EventRecordID>(\\d+)").Groups[1].Value;
            if (!records.TryGetValue(id, out Queue<string>? queue))
            {
                records.Add(id, queue = new Queue<string>());
            }

            queue.Enqueue(text);
        }

        return records;
    }

    /// <summary>Texts and attributes in order, with the known differences of notation levelled.</summary>
    private static string[] Leaves(XElement root) =>
        [.. root.DescendantsAndSelf().SelectMany(element => element.Attributes()
            .Select(attribute => element.Name.LocalName + "/@" + attribute.Name.LocalName + "=" + Level(attribute.Value))
            .Append(element.HasElements ? element.Name.LocalName : element.Name.LocalName + "=" + Level(element.Value)))];

    private static string Level(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();
        return Regex.IsMatch(text, "^0x[0-9a-f]+$") ? "0x" + text[2..].TrimStart('0')
            : Regex.IsMatch(text, "^\\{[0-9A-Fa-f-]{36}\\}$") ? text.ToUpperInvariant()
            : Regex.IsMatch(text, "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z$") ? text.TrimEnd('Z').TrimEnd('0')
            : text;
    }
}
