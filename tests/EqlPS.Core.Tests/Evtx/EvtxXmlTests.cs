using System.Xml.Linq;
using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.Tree;
using EqlPS.Tests.Evtx.Tree;
using EqlPS.Tests.Evtx.Writing;
using T = EqlPS.Events.Evtx.BinaryXml.BinaryXmlType;
using static EqlPS.Tests.Evtx.Writing.Part;

namespace EqlPS.Tests.Evtx;

/// <summary>Every token of binary XML, from templates and literal, as XML and as tree.</summary>
public sealed class EvtxXmlTests
{
    private static readonly Val None = WireValues.Null;

    public static TheoryData<string, string> Cases { get; } = [];

    private static readonly Dictionary<string, Part[]> Inputs = [];

    static EvtxXmlTests()
    {
        Add("empty tag", "<E/>", new Elem("E", [], [], true));
        Add("empty content", "<E></E>", El("E"));
        Add("text", "<E>a&lt;b&gt;&amp;\"'</E>", El("E", Text("a<b>&\"'")));
        Add("attribute", "<E A='&lt;&gt;&amp;&apos;&quot;' B=''/>", new Elem("E", [], [], true).With("A", Text("<>&'\"")).With("B"));
        Add("white space", "<E A='&#9;&#10;&#13;'>\t\n&#13;</E>", El("E", Text("\t\n\r")).With("A", Text("\t\n\r")));
        Add("not XML", "<E>\ufffd\ufffd\ufffda\ud83d\ude00</E>", El("E", Text("\u0001\ud800\uffffa\ud83d\ude00")));
        Add("CDATA", "<E><![CDATA[a<b]]></E>", El("E", new CData("a<b")));
        Add("end in CDATA", "<E><![CDATA[a]]]><![CDATA[]>b]]></E>", El("E", new CData("a]]>b")));
        Add("CDATA in attribute", "<E A='&lt;'></E>", El("E").With("A", new CData("<")));
        Add(
            "character reference", "<E A='&#38;'>a&#60;b\ufffd</E>",
            El("E", Text("a"), new CharRef('<'), Text("b"), new CharRef('\0')).With("A", new CharRef('&')));
        Add(
            "entities", "<E>&lt;&gt;&amp;\"'&amp;nbsp;</E>",
            El("E", new Entity("lt"), new Entity("gt"), new Entity("amp"), new Entity("quot"), new Entity("apos"), new Entity("nbsp")));
        Add("instruction", "<E><?t a? >b?></E>", El("E", new Instruction("t", "a?>b")));
        Add("instruction before", "<?t d?><E></E>", new Instruction("t", "d"), El("E"));
        Add("mixed", "<E>a<F></F>b<G>c</G></E>", El("E", Text("a"), El("F"), Text("b"), El("G", Text("c"))));
        Add("bad names", "<_a_b __='1'></_a_b>", El("1a<b").With("='", Text("1")));
        Add("prefix", "<x:E xmlns:x='u'></x:E>", El("x:E").With("xmlns:x", Text("u")));
        Add("literal types", "<E>7-12true{00112233-4455-6677-8899-aabbccddeeff}S-1-5-18A</E>", El(
            "E",
            new Typed(T.UInt8, [7]),
            new Typed(T.Int32, BitConverter.GetBytes(-12)),
            new Typed(T.Null, []),
            new Typed(T.Boolean, [1, 0, 0, 0]),
            new Typed(T.Guid, new Guid("00112233-4455-6677-8899-aabbccddeeff").ToByteArray()),
            new Typed(T.Sid, WireValues.Sid(18).Bytes),
            new Typed(T.AnsiString, [0x41])));
        Add("normal null", "<E></E>", new Instance(new Template(1, El("E", Sub(0, T.String))), None));
        Add("normal null attribute", "<E A=''></E>", new Instance(new Template(1, El("E").With("A", Sub(0, T.String))), None));
        Add(
            "optional null element", "<R><F></F></R>",
            new Instance(new Template(1, El("R", El("E", Sub(0, T.String, true)).With("A", Text("kept?")), El("F"))), None));
        Add(
            "optional null attribute", "<E B='1'></E>",
            new Instance(new Template(1, El("E").With("A", Sub(0, T.String, true)).With("B", Text("1"))), None));
        Add(
            "optional value", "<E A='x'>x</E>",
            new Instance(new Template(1, El("E", Sub(0, T.String, true)).With("A", Sub(0, T.String, true))), WireValues.String("x")));
        Add("optional markup null", "<E></E>", new Instance(new Template(1, El("E", Sub(0, T.BinaryXml, true))), None));
        Add("value not there", "<E></E>", new Instance(new Template(1, El("E", Sub(9, T.String))), WireValues.String("x")));
        Add(
            "value twice", "<E A='x'>x</E>",
            new Instance(new Template(1, El("E", Sub(0, T.String)).With("A", Sub(0, T.String))), WireValues.String("x")));
        Add(
            "array", "<R><D N='n'>a</D><D N='n'></D><D N='n'>c</D></R>",
            new Instance(new Template(1, El("R", El("D", Sub(0, T.String)).With("N", Text("n")))), WireValues.Strings("a", "", "c")));
        Add(
            "array of numbers", "<R><D>1</D><D>2</D></R>",
            new Instance(new Template(1, El("R", El("D", Sub(0, T.UInt32)))), WireValues.UInt32s(1, 2)));
        Add("array without items", "<R><D></D></R>", new Instance(new Template(1, El("R", El("D", Sub(0, T.String)))), WireValues.Strings()));
        Add(
            "array in attribute", "<D A='a b'></D>",
            new Instance(new Template(1, El("D").With("A", Sub(0, T.String))), WireValues.Strings("a", "b")));
        Add(
            "array in mixed contents", "<R><D>&lt;a/x</D><D>&lt;b/x</D></R>",
            new Instance(new Template(1, El("R", El("D", new Entity("lt"), Sub(0, T.String), Text("/x")))), WireValues.Strings("a", "b")));
        Add(
            "two arrays", "<D>a1 2</D><D>b1 2</D>",
            new Instance(new Template(1, El("D", Sub(0, T.String), Sub(1, T.UInt32))), WireValues.Strings("a", "b"), WireValues.UInt32s(1, 2)));
        Add(
            "nested instance", "<E><D>5</D></E>",
            new Instance(new Template(1, El("E", Sub(0, T.BinaryXml))), WireValues.Nested(new Template(2, El("D",
            Sub(0, T.UInt8))), WireValues.UInt8(5))));
        Add(
            "nested literal", "<E><D A='1'>x</D></E>",
            new Instance(new Template(1, El("E", Sub(0, T.BinaryXml))), WireValues.Xml(El("D", Text("x")).With("A", Text("1")))));
        Add("nested in nested", "<E><D><C>v</C></D></E>", new Instance(
            new Template(1, El("E", Sub(0, T.BinaryXml))),
            WireValues.Nested(new Template(2, El("D", Sub(0, T.BinaryXml))), WireValues.Xml(El("C", Text("v"))))));
        Add(
            "instance in literal", "<E><D>x</D></E>",
            El("E", new Instance(new Template(3, El("D", Sub(0, T.String))), WireValues.String("x"))));
        Add("template with every token", "<E A='&lt;&#33;'>t<![CDATA[c]]>&#34;&gt;<?p d?>7</E>", new Instance(
            new Template(1, El(
                "E", Text("t"), new CData("c"), new CharRef('"'), new Entity("gt"), new Instruction("p", "d"), new Typed(T.UInt8, [7]))
                .With("A", new Entity("lt"), new CharRef('!')))));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void RendersTheToken(string name, string expected)
    {
        using EvtxChunk chunk = LogFile.ChunkOf(Inputs[name]);
        Assert.Equal(expected, LogFile.Render(chunk));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheSecondUseOfNamesAndTemplatesRendersTheSame(string name, string expected)
    {
        var writer = new ChunkWriter();
        writer.Add(1, Inputs[name]);
        writer.Add(2, Inputs[name]);
        (List<string> xml, _, IReadOnlyList<EvtxLoss> losses) = LogFile.Read(LogFile.Build(writer.Finish(), writer.Finish()));
        Assert.Equal([expected, expected, expected, expected], xml);
        Assert.Empty(losses);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void DependencyIdentifiersInOddPlacesDoNotMatter(string name, string expected)
    {
        var writer = new ChunkWriter { InvertsDependencyIds = true };
        writer.Add(1, Inputs[name]);
        using EvtxChunk chunk = LogFile.Open(writer.Finish());
        Assert.Equal(expected, LogFile.Render(chunk));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheTreeHoldsWhatTheXmlSays(string name, string expected)
    {
        using EvtxChunk chunk = LogFile.ChunkOf(Inputs[name]);
        foreach (EvtxRecord record in chunk)
        {
            EvtxElement root = new EvtxTreeReader().Read(record, out EvtxLossReason reason)!;
            Assert.Equal(EvtxLossReason.None, reason);
            XElement twin = XElement.Parse("<root>" + expected + "</root>", LoadOptions.PreserveWhitespace).Elements().First();
            AssertSame(twin, root);
        }
    }

    private static void AssertSame(XElement expected, EvtxElement actual)
    {
        Assert.Equal(expected.Name.LocalName, XmlText.SafeName(actual.LocalName));
        Assert.Equal(
            expected.Attributes().Select(attribute => attribute.Name.LocalName + "=" + attribute.Value),
            actual.Attributes.Select(attribute => XmlText.SafeName(EvtxNames.Local(attribute.Name)) + "=" + attribute.Value.GetText()));
        string text = string.Concat(expected.Nodes().OfType<XText>().Select(node => node.Value));
        if (!text.Contains('\ufffd', StringComparison.Ordinal))
        {
            Assert.Equal(text, actual.Value.GetText());
        }

        List<XElement> children = [.. expected.Elements()];
        List<EvtxElement> elements = [.. actual.Elements];
        Assert.Equal(children.Count, elements.Count);
        for (int i = 0; i < children.Count; i++)
        {
            AssertSame(children[i], elements[i]);
        }
    }

    private static void Add(string name, string expected, params Part[] parts)
    {
        Inputs.Add(name, parts);
        Cases.Add(name, expected);
    }
}
