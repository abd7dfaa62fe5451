using EqlPS.Events;
using EqlPS.Events.Raw;
using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Tests.Mappings;

/// <summary>Makes raw records of tests.</summary>
internal sealed class RecordBuilder
{
    private readonly List<RawField> _fields = [];

    public RecordBuilder Add(string path, string? text)
    {
        if (text is not null)
        {
            _fields.Add(new RawField(path, EqlValue.From(text)));
        }

        return this;
    }

    public RawRecord Build() => new(new EventLocation("test", 1, 0), _fields, new FixedHash());

    private sealed class FixedHash : IRecordHash
    {
        private static readonly byte[] Bytes = Enumerable.Range(1, 32).Select(i => (byte)i).ToArray();

        public ReadOnlySpan<byte> Sha256 => Bytes;
    }
}
