using System.IO.Compression;
using System.Text;
using EqlPS.Evaluation;
using EqlPS.Events.Json;
using EqlPS.Events.Records;
using EqlPS.Schema;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Events;

/// <summary>The fast reading of JSON records against its slow twin, which uses the runtime's JSON reader for everything.</summary>
public sealed class JsonProjectionTests
{
    private static readonly string[] Paths =
        ["a", "b", "c", "a.b", "a.b.c", "EventID", "Channel", "Message", "winlog.event_id", "_source.a", "ab", "b\\", "ä", "a.a"];

    [Fact]
    public void Random_records_are_read_as_by_the_runtime()
    {
        var random = new RandomJson(1);
        Pair[] pairs = [new(Tree(), isTyped: false), new(Tree(), isTyped: true), new(RecordShape.MarkedTree("_source."), isTyped: false)];
        for (int i = 0; i < 20_000; i++)
        {
            byte[] record = Encoding.UTF8.GetBytes(random.Next());
            foreach (Pair pair in pairs)
            {
                pair.Compare(record);
            }
        }
    }

    [Fact]
    public void Valid_records_need_no_second_reader()
    {
        var random = new RandomJson(2);
        var index = new JsonIndex();
        var tokens = new JsonTokens(Paths.Length);
        for (int i = 0; i < 5_000; i++)
        {
            byte[] record = Encoding.UTF8.GetBytes(random.Next());
            tokens.Clear();
            Assert.True(index.TryBuild(record) && JsonWalk.TryRead(record, index, Tree(), tokens), Encoding.UTF8.GetString(record));
        }
    }

    [Fact]
    public void Damaged_records_are_refused_as_by_the_runtime()
    {
        var random = new RandomJson(3);
        var pair = new Pair(Tree(), isTyped: true);
        for (int i = 0; i < 40_000; i++)
        {
            pair.Compare(random.Damage(Encoding.UTF8.GetBytes(random.Next())));
        }
    }

    [Fact]
    public void Records_cut_anywhere_are_refused()
    {
        byte[] record = Encoding.UTF8.GetBytes("{\"a\":{\"b\":[1,-2.5e+7,true,null]},\"c\":\"x\\\\\\u0041\\\"" + new string('y', 130) + "ü\",\"EventID\":4688}");
        var pair = new Pair(Tree(), isTyped: false);
        for (int length = 0; length <= record.Length; length++)
        {
            pair.Compare(record.AsSpan(0, length).ToArray());
        }
    }

    [Theory]
    [InlineData("\\")]
    [InlineData("\\\"")]
    [InlineData("\\\\\"")]
    [InlineData("\\u12")]
    [InlineData("\\u00e4")]
    [InlineData("\\x")]
    [InlineData("\u0001")]
    [InlineData("\"")]
    public void Parts_may_fall_on_the_edges_of_blocks(string part)
    {
        var pair = new Pair(Tree(), isTyped: false);
        for (int before = 0; before < 140; before++)
        {
            for (int repeat = 1; repeat < 5; repeat++)
            {
                string content = new string('x', before) + string.Concat(Enumerable.Repeat(part, repeat));
                pair.Compare(Encoding.UTF8.GetBytes($"{{\"a\":\"{content}\",\"b\":\"{content}\"}}"));
                pair.Compare(Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('x', before)}\"{part}:1}}"));
            }
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ }")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"a\":1} ")]
    [InlineData("{\"a\":1}x")]
    [InlineData("{\"a\":1}{")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":1.}")]
    [InlineData("{\"a\":-}")]
    [InlineData("{\"a\":+1}")]
    [InlineData("{\"a\":1e}")]
    [InlineData("{\"a\":1\"b\"}")]
    [InlineData("{\"a\":1:2}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":[1,]}")]
    [InlineData("{\"a\":[1}")]
    [InlineData("{\"a\":{\"b\":1]}")]
    [InlineData("{\"a\":tru}")]
    [InlineData("{\"a\":truex}")]
    [InlineData("{\"a\":nul\\u006c}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("{\"a\":1//x\n}")]
    [InlineData("{\"a\":1,\"a\":[2,[3,{\"b\":4}]],\"a.b\":5,\"a\":null}")]
    [InlineData("{\"a\":\u00a01}")]
    [InlineData("\uFEFF{\"a\":1}")]
    [InlineData("{\"a\":1\u000B}")]
    public void Odd_records_are_read_as_by_the_runtime(string record) => new Pair(Tree(), isTyped: true).Compare(Encoding.UTF8.GetBytes(record));

    [Fact]
    public void Depth_is_no_matter_up_to_the_limit()
    {
        var pair = new Pair(Tree(), isTyped: false);
        foreach (int depth in new[] { 31, 32, 33, 127, 128, 129, 5_000, 100_000 })
        {
            pair.Compare(Encoding.UTF8.GetBytes($"{{\"a\":{new string('[', depth - 1)}1{new string(']', depth - 1)}}}"));
            pair.Compare(Encoding.UTF8.GetBytes($"{{\"z\":{new string('[', depth - 1)}1{new string(']', depth - 1)}}}"));
            pair.Compare(Encoding.UTF8.GetBytes($"{{\"a\":{new string('[', depth)}"));
        }
    }

    [Fact]
    public void Records_with_a_great_many_parts_are_read_all_the_same()
    {
        var pair = new Pair(Tree(), isTyped: true);
        pair.Compare(Encoding.UTF8.GetBytes($"{{\"a\":[{string.Join(",", Enumerable.Range(0, 200_000))}]}}"));
        pair.Compare(Encoding.UTF8.GetBytes($"{{{string.Join(",", Enumerable.Range(0, 3_000).Select(i => $"\"name {i}\":{i}"))},\"b\":1}}"));
        pair.Compare(Encoding.UTF8.GetBytes("{\"b\":1}"));
    }

    [SharedFact]
    public void Corpus_is_read_as_by_the_runtime()
    {
        foreach (string file in Directory.GetFiles(SharedData.Path("corpus/otrf"), "*.gz"))
        {
            var pair = new Pair(RecordShape.MarkedTree(string.Empty), isTyped: false);
            using var lines = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
            for (int i = 0; i < 500 && lines.ReadLine() is string line; i++)
            {
                pair.Compare(Encoding.UTF8.GetBytes(line));
            }
        }
    }

    private static JsonPathNode Tree()
    {
        JsonPathNode root = RecordShape.MarkedTree(string.Empty);
        for (int slot = 0; slot < Paths.Length; slot++)
        {
            root.Add(Paths[slot], slot);
        }

        return root;
    }

    /// <summary>A projection and its slow twin.</summary>
    private sealed class Pair
    {
        private readonly JsonProjection _fast;
        private readonly JsonProjection _slow;
        private readonly FaultCounter _fastFaults = new();
        private readonly FaultCounter _slowFaults = new();

        public Pair(JsonPathNode root, bool isTyped)
        {
            FieldType[] types = Enumerable.Range(0, Paths.Length).Select(i => i % 5 == 1 ? FieldType.Date : FieldType.Unmapped).ToArray();
            _fast = new JsonProjection(root, isTyped ? types : null, Paths.Length);
            _slow = new JsonProjection(root, isTyped ? types : null, Paths.Length, isPlain: true);
        }

        public void Compare(byte[] record)
        {
            bool isRead = _slow.TryScan(record, out string? fault);
            string text = Encoding.UTF8.GetString(record);
            Assert.True(isRead == _fast.TryScan(record, out string? fastFault), text);
            Assert.Equal(fault, fastFault);
            if (!isRead)
            {
                return;
            }

            Assert.Equal(_slow.Marks, _fast.Marks);
            for (int slot = 0; slot < Paths.Length; slot++)
            {
                EqlValue slow = _slow.Read(slot, record, _slowFaults);
                Assert.True(IsSame(slow, _fast.Read(slot, record, _fastFaults)), $"{Paths[slot]} of {text}");
                Assert.Equal(_slowFaults.Total, _fastFaults.Total);
                Assert.True(_slow.Written(slot, record).SequenceEqual(_fast.Written(slot, record)), text);
            }
        }

        private static bool IsSame(EqlValue one, EqlValue other) =>
            one.Kind == other.Kind && one.Count == other.Count && Enumerable.Range(0, one.Count).All(i => IsSameItem(one.ItemAt(i), other.ItemAt(i)));

        private static bool IsSameItem(EqlValue one, EqlValue other) =>
            one.Kind == other.Kind && (one.Kind == EqlValueKind.Text ? one.AsText() == other.AsText() : one.Equals(other));
    }
}
