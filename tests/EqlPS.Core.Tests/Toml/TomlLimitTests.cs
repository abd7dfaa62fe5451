using System.Diagnostics;
using System.Globalization;
using System.Text;
using EqlPS.Tests.Support;
using EqlPS.Toml;

namespace EqlPS.Tests.Toml;

/// <summary>Hostile, huge and real files: bounded stack, linear time, no exceptions.</summary>
public class TomlLimitTests
{
    private const string DepthMessage = "This is nested more than 100 levels deep; flatten it.";

    [Theory]
    [InlineData("a = ", "[", "]", 99)]
    [InlineData("a = ", "{b=", "}", 99)]
    [InlineData("a = ", "[{b=", "}]", 49)]
    [InlineData("", "a.", "", 99)]
    [InlineData("[", "a.", "]", 99)]
    [InlineData("[[", "a.", "]]", 98)]
    public void Nesting_ends_at_its_limit(string head, string open, string close, int deepest)
    {
        RunOnSmallStack(() =>
        {
            Assert.Null(TomlDocument.Parse(Nest(deepest)).Error);
            Assert.Equal(DepthMessage, TomlDocument.Parse(Nest(deepest + 1)).Error?.Message);
            Assert.Equal(DepthMessage, TomlDocument.Parse(Nest(100_000)).Error?.Message);
        });

        string Nest(int levels)
        {
            StringBuilder text = new(head);
            for (int i = 0; i < levels; i++)
            {
                text.Append(open);
            }

            text.Append(head == "a = " ? "1" : head.Length == 0 ? "a = 1" : "a");
            for (int i = 0; i < levels && head == "a = "; i++)
            {
                text.Append(close);
            }

            return text.Append(head.StartsWith('[') ? close : "").ToString();
        }
    }

    [Fact]
    public void Nesting_adds_up_over_headers_keys_and_values()
    {
        string path = string.Join(".", Enumerable.Repeat("a", 49));
        Assert.Null(TomlDocument.Parse($"[{path}]\n{path}.b = [[]]").Error);
        Assert.Equal(DepthMessage, TomlDocument.Parse($"[{path}]\n{path}.b = [[[[]]]]").Error?.Message);
    }

    [Theory]
    [InlineData("k{0} = 1\n")]
    [InlineData("[k{0}]\n")]
    [InlineData("[k.k{0}.k]\n")]
    [InlineData("k.k{0} = 1\n")]
    [InlineData("[[k]]\n[[k.k]]\nx = {0}\n")]
    public void Many_keys_take_linear_time(string line)
    {
        StringBuilder text = new();
        for (int i = 0; i < 100_000; i++)
        {
            text.AppendFormat(CultureInfo.InvariantCulture, line, i);
        }

        Stopwatch watch = Stopwatch.StartNew();
        Assert.Null(TomlDocument.Parse(text.ToString()).Error);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.ElapsedMilliseconds} ms");
    }

    [Theory]
    [InlineData("a = [", "1,", "]")]
    [InlineData("a = '''", "x\r\n", "'''")]
    [InlineData("a = \"\"\"", "\\\n  ", "\"\"\"")]
    [InlineData("a = \"", "\\n", "\"")]
    [InlineData("a = 1.", "0_1", "")]
    [InlineData("", "# x\n", "")]
    public void Long_values_take_linear_time(string head, string repeated, string tail)
    {
        StringBuilder text = new(head);
        for (int i = 0; i < 900_000; i++)
        {
            text.Append(repeated);
        }

        Stopwatch watch = Stopwatch.StartNew();
        Assert.Null(TomlDocument.Parse(text.Append(tail).ToString()).Error);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.ElapsedMilliseconds} ms");
    }

    [Theory]
    [InlineData("a=[", "0,")]
    [InlineData("a=[", "{},")]
    [InlineData("", "[[a]]\n")]
    [InlineData("", "[[a]]\n[a.b]\n[a.c]\n")]
    public void A_file_of_more_than_a_million_values_is_an_error(string head, string repeated)
    {
        StringBuilder text = new(head);
        text.Insert(head.Length, repeated, 1_000_001);

        Assert.Equal("The file holds more than 1,000,000 values; split it.", TomlDocument.Parse(text.ToString()).Error?.Message);
    }

    [Fact]
    public void A_table_of_many_keys_finds_each_and_refuses_a_second()
    {
        StringBuilder text = new();
        for (int i = 0; i < 200; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Name(i)} = {i}\n");
            TomlTable root = TomlDocument.Parse(text.ToString()).Root!;
            Assert.Equal(i + 1, root.Count);
            for (int j = 0; j <= i; j++)
            {
                Assert.Equal(j, root.IndexOf(Name(j)));
            }

            Assert.Equal(-1, root.IndexOf(Name(i + 1)));
            Assert.StartsWith("The key 'k", TomlDocument.Parse(text + Name(i / 2) + " = 0").Error?.Message, StringComparison.Ordinal);
        }

        static string Name(int i) => "k" + new string('x', i % 7) + i.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Mutated_files_give_a_result_or_an_error()
    {
        IEnumerable<object[]> cases = CaseFile.Rows("toml-valid.cases").Concat(CaseFile.Rows("toml-invalid.cases"));
        string[] seeds = [.. cases.Select(row => TomlText.Decode((string)row[1]))];
        const string Alphabet = "ab.=[]{}\"\"\"'''\\\n\r\t ,#_-+:0123456789eExoTZuU\u00E9\uD83D\uDE00\u0000\u007F\uFEFF";
        Random random = new(20240607);
        int read = 0;
        for (int round = 0; round < 40_000; round++)
        {
            StringBuilder text = new(seeds[random.Next(seeds.Length)]);
            if (random.Next(3) == 0)
            {
                text.Append('\n').Append(seeds[random.Next(seeds.Length)]);
            }

            for (int edits = random.Next(5); edits > 0; edits--)
            {
                int at = random.Next(text.Length + 1);
                switch (random.Next(3))
                {
                    case 0:
                        text.Insert(at, Alphabet[random.Next(Alphabet.Length)]);
                        break;
                    case 1 when at < text.Length:
                        text.Remove(at, Math.Min(random.Next(1, 4), text.Length - at));
                        break;
                    case 2 when at < text.Length:
                        text[at] = Alphabet[random.Next(Alphabet.Length)];
                        break;
                }
            }

            TomlDocument document = TomlDocument.Parse(text.ToString());
            Assert.NotEqual(document.Root is null, document.Error is null);
            Assert.InRange(document.Error?.Offset ?? 0, 0, text.Length);
            read += document.Root is null ? 0 : 1;

            byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
            if (bytes.Length > 0)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                TomlDocument fromBytes = TomlDocument.Parse(bytes);
                Assert.NotEqual(fromBytes.Root is null, fromBytes.Error is null);
            }
        }

        Assert.InRange(read, 1_000, 39_000);
    }

    [SharedFact]
    public void Every_rule_file_is_read()
    {
        int count = 0;
        foreach (string path in Directory.EnumerateFiles(SharedData.Path("corpus/elastic-rules"), "*.toml", SearchOption.AllDirectories))
        {
            TomlDocument document = TomlDocument.Parse(File.ReadAllBytes(path));
            Assert.True(document.Error is null, $"{path}: {document.Error}");
            Assert.True(document.Root!.TryGet("rule", out TomlValue? rule));
            Assert.True(rule.Table!.TryGet("query", out TomlValue? query));
            Assert.NotEmpty(query.Text!);
            count++;
        }

        Assert.Equal(533, count);
    }

    [SharedFact]
    public void Every_query_suite_is_read()
    {
        foreach ((string name, int count) in new[] { ("test_queries.toml", 133), ("test_extra.toml", 40) })
        {
            TomlDocument document = TomlDocument.Parse(File.ReadAllBytes(SharedData.Path("corpus/eql-spec/" + name)));
            Assert.True(document.Error is null, $"{name}: {document.Error}");
            Assert.True(document.Root!.TryGet("queries", out TomlValue? queries));
            Assert.Equal(count, queries.Array!.Count);
        }
    }

    private static void RunOnSmallStack(Action action)
    {
        Exception? failure = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            256 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
