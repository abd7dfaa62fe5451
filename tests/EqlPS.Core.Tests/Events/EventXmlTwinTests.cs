using System.Globalization;
using System.Text;
using System.Xml;
using EqlPS.Evaluation;
using EqlPS.Events.Xml;

namespace EqlPS.Tests.Events;

/// <summary>Random event XML, read here and by the runtime's XML reader.</summary>
public sealed class EventXmlTwinTests
{
    private static readonly string[] Texts =
    [
        "x", " ", "a b", "&lt;", "&#x41;", "&#10;", "&amp;&apos;", "é😀", "\r\n", "\n\t", "]]",
        "<!-- c -->", "<![CDATA[<&]]>", "<?p i?>", string.Empty,
    ];

    [Fact]
    public void Agrees_with_the_runtime()
    {
        var random = new Random(4711);
        var parser = new EventXmlParser([]);
        for (int round = 0; round < 3_000; round++)
        {
            string xml = Write(random);
            string[] expected = Expected(xml).ToArray();
            string[] found = parser.ReadAll(Encoding.UTF8.GetBytes(xml)).Select(f => $"{f.Path}={f.Value}").ToArray();
            Assert.True(expected.SequenceEqual(found), $"round {round}: {xml}\n{string.Join(" | ", found)}");
        }
    }

    [Fact]
    public void What_the_runtime_refuses_is_refused()
    {
        string[] broken =
        [
            "<Event><a></Event>", "<Event><a b=1/></Event>", "<Event><a b='<'/></Event>", "<Event>&x;</Event>", "<Event>& </Event>",
            "<Event></Event",
            "<Event><1/></Event>", "<Event><a b='1'c='2'/></Event>", "<Event><!-- </Event>", "<Event><![CDATA[ </Event>",
            "<Event>&#;</Event>",
            "<Event>&#x110000;</Event>", "<Event><a b='&y;'/></Event>", "<Event><></></Event>", "<Event/>x",
        ];
        var parser = new EventXmlParser([]);
        foreach (string xml in broken)
        {
            Assert.False(parser.TryRead(Encoding.UTF8.GetBytes(xml), [], new FaultCounter(), out string? fault), xml);
            Assert.NotNull(fault);
            Assert.ThrowsAny<XmlException>(() => Expected(xml).ToArray());
        }
    }

    private static string Write(Random random)
    {
        var xml = new StringBuilder("<Event xmlns='urn:e'><System>");
        for (int i = random.Next(4); i > 0; i--)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<S{i} A{i}{Blank(random)}={Blank(random)}'{Attribute(random)}' xmlns:q=\"urn:q\">");
            xml.Append(CultureInfo.InvariantCulture, $"{Blank(random)}{Text(random)}</S{i}{Blank(random)}>");
        }

        xml.Append("</System><EventData>");
        for (int i = random.Next(5); i > 0; i--)
        {
            xml.Append(random.Next(4) switch
            {
                0 => $"{Blank(random)}<Data>{Text(random)}</Data>",
                1 => $"<Data Name=\"{Attribute(random)}n{i}\"{Blank(random)}/>",
                2 => $"<q:Other{i} xmlns:q='urn:q'>{Text(random)}</q:Other{i}>",
                _ => $"<Data Type='t' Name='n{i}'>{Text(random)}</Data>{Blank(random)}",
            });
        }

        int user = random.Next(3);
        xml.Append(CultureInfo.InvariantCulture, $"</EventData><UserData><U{user}><V w='{Attribute(random)}'>{Text(random)}</V><W/>");
        return xml.Append(CultureInfo.InvariantCulture, $"</U{user}></UserData></Event>").ToString();
    }

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => Texts[random.Next(Texts.Length)]));

    private static string Attribute(Random random) =>
        random.Next(5) switch { 0 => "&lt;", 1 => "a b", 2 => "\r\n\t", 3 => "&#xA;é", _ => "x" };

    private static string Blank(Random random) => random.Next(3) == 0 ? " \n" : string.Empty;

    private static IEnumerable<string> Expected(string xml)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false };
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using (var reader = XmlReader.Create(new StringReader(xml), settings))
        {
            document.Load(reader);
        }

        return Children(document.DocumentElement!).SelectMany(child => Values(child, child.LocalName, child.LocalName));
    }

    private static IEnumerable<string> Values(XmlElement element, string path, string section)
    {
        bool isData = path != section && section == "EventData";
        foreach (XmlAttribute attribute in element.Attributes)
        {
            if (!isData && !attribute.Name.StartsWith("xmlns", StringComparison.Ordinal))
            {
                yield return $"{path}/@{attribute.LocalName}={attribute.Value}";
            }
        }

        int position = 0;
        foreach (XmlElement child in Children(element))
        {
            position++;
            string name = child.LocalName;
            if (section == "EventData" && path == section)
            {
                string key = child.GetAttribute("Name") is { Length: > 0 } given ? given : name;
                name = key == "Data" ? "#" + position.ToString(CultureInfo.InvariantCulture) : key;
            }

            foreach (string value in Values(child, $"{path}/{name}", section))
            {
                yield return value;
            }
        }

        if (position == 0 && path != section)
        {
            IEnumerable<XmlNode> texts = element.ChildNodes.Cast<XmlNode>().Where(n => n is XmlCharacterData and not XmlComment);
            string text = string.Concat(texts.Select(n => n.Value));
            text = section == "System" ? text.Trim(' ', '\t', '\r', '\n') : text;
            if (section != "System" || text.Length > 0)
            {
                yield return $"{path}={text}";
            }
        }
    }

    private static IEnumerable<XmlElement> Children(XmlElement element) => element.ChildNodes.OfType<XmlElement>();
}
