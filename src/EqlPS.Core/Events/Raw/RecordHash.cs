using System.Security.Cryptography;
using EqlPS.Execution;
using EqlPS.Platform;

namespace EqlPS.Events.Raw;

/// <summary>
/// The SHA-256 of a record's bytes, made when first asked for: it only decides between events that are alike in all else.
/// </summary>
[HotPath]
internal sealed class RecordHash : IRecordHash
{
    private readonly byte[] _record;
    private byte[]? _hash;

    private RecordHash(byte[] record, byte[]? hash = null)
    {
        _record = record;
        _hash = hash;
    }

    public ReadOnlySpan<byte> Sha256
    {
        get
        {
            if (_hash is null)
            {
                using var algorithm = SHA256.Create();
                _hash = algorithm.ComputeHash(_record);
            }

            return _hash;
        }
    }

    /// <summary>The hash of a record that is kept anyway; the array must not change.</summary>
    public static RecordHash OfKept(byte[] record) => new(record);

    /// <summary>A hash that is known.</summary>
    /// <param name="sha256">32 bytes, taken over.</param>
    public static RecordHash Known(byte[] sha256) => new([], sha256);

    /// <summary>The hash of a record that is copied, since its buffer is used again.</summary>
    public static RecordHash Of(ReadOnlySpan<byte> record) => new(record.ToArray());
}
