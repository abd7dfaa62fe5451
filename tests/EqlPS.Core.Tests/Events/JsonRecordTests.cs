using System.Text;
using EqlPS.Events.Cutting;
using EqlPS.Events.Json;

namespace EqlPS.Tests.Events;

/// <summary>How streams are cut into JSON records, whatever pieces they come in.</summary>
public sealed class JsonRecordTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n \r\n\n", "")]
    [InlineData("{\"a\":1}", "1:{\"a\":1}")]
    [InlineData("{\"a\":1}\n{\"a\":2}\n", "1:{\"a\":1}|2:{\"a\":2}")]
    [InlineData("{\"a\":1}\r\n\r\n {\"a\":2} \r\n", "1:{\"a\":1}|3:{\"a\":2}")]
    [InlineData("\uFEFF{\"a\":1}\n{\"a\":2}", "1:{\"a\":1}|2:{\"a\":2}")]
    [InlineData("not json\n{\"a\":2}\n", "1:not json|2:{\"a\":2}")]
    [InlineData("{\"a\":\n{\"a\":2}\n{\"a\":3}", "1:{\"a\":|2:{\"a\":2}|3:{\"a\":3}")]
    [InlineData("{\"a\":1}{\"a\":2} {\"a\":3}", "1:{\"a\":1}|1:{\"a\":2}|1:{\"a\":3}")]
    [InlineData("{\n\"a\":1\n}\n{\n\"a\":2\n}\n", "1:{\n\"a\":1\n}|4:{\n\"a\":2\n}")]
    [InlineData("{\n\"a\":\"}{\\\"\"\n}\n{\"b\":1}", "1:{\n\"a\":\"}{\\\"\"\n}|4:{\"b\":1}")]
    [InlineData("[]", "")]
    [InlineData("[{\"a\":1},{\"a\":2}]", "1:{\"a\":1}|1:{\"a\":2}")]
    [InlineData("[\n  {\"a\":[1,{\"b\":2}]},\n  {\"a\":2}\n]\n", "2:{\"a\":[1,{\"b\":2}]}|3:{\"a\":2}")]
    [InlineData("[1,{\"a\":2},\"x\"]", "1:1|1:{\"a\":2}|1:\"x\"")]
    [InlineData("[{\"a\":1},{\"a\":", "1:{\"a\":1}|1:{\"a\":!the file ends inside this record")]
    public void Records_are_cut(string text, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        foreach (int piece in new[] { 1, 2, 3, 7, 1000 })
        {
            Assert.Equal(expected, Cut(new PieceStream(bytes, piece)));
        }
    }

    [Fact]
    public void First_line_longer_than_a_piece_does_not_change_the_layout()
    {
        string first = $"{{\"a\":\"{new string('x', 10_000)}\"}}";
        string text = $"{first}\n{{\"a\":\n{{\"a\":2}}\n";
        Assert.Equal($"1:{first}|2:{{\"a\":|3:{{\"a\":2}}", Cut(new PieceStream(Encoding.UTF8.GetBytes(text), 4096)));
    }

    [Fact]
    public void Record_over_the_limit_is_skipped_and_the_next_one_read()
    {
        using var reader = new RecordCutter(new EndlessLine(RecordCutter.LargestRecord + 5_000_000, "\n{\"a\":2}\n"), RecordBoundary.Recognise);
        Assert.True(reader.Read());
        Assert.NotNull(reader.RecordFault);
        Assert.True(reader.Read());
        Assert.Null(reader.RecordFault);
        Assert.Equal("{\"a\":2}", Encoding.UTF8.GetString(reader.Record));
        Assert.Equal(2, reader.RecordLine);
        Assert.False(reader.Read());
    }

    private static string Cut(Stream stream)
    {
        var records = new List<string>();
        using var reader = new RecordCutter(stream, RecordBoundary.Recognise);
        while (reader.Read())
        {
            string fault = reader.RecordFault is null ? string.Empty : $"!{reader.RecordFault}";
            records.Add($"{reader.RecordLine}:{Encoding.UTF8.GetString(reader.Record)}{fault}");
        }

        return string.Join("|", records);
    }

    /// <summary>Gives its bytes a few at a time, as pipes do.</summary>
    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));
    }

    /// <summary>A line of many letters, then a tail; none of it is held in memory.</summary>
    private sealed class EndlessLine(long length, string tail) : MemoryStream(Encoding.UTF8.GetBytes(tail))
    {
        private long _left = length;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_left == 0)
            {
                return base.Read(buffer, offset, count);
            }

            int filled = (int)Math.Min(count, _left);
            buffer.AsSpan(offset, filled).Fill((byte)'x');
            _left -= filled;
            return filled;
        }
    }
}
