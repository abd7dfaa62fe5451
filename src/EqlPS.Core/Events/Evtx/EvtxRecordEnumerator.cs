using EqlPS.Platform;

namespace EqlPS.Events.Evtx;

/// <summary>Walks the record frames of a chunk: live records first, then, if asked for, carved ones.</summary>
[HotPath]
internal struct EvtxRecordEnumerator
{
    private readonly EvtxChunk _chunk;
    private readonly int _end;
    private readonly bool _endIsTrusted;
    private int _position;
    private int _read;
    private int _lost;
    private int _carveFrom;
    private ulong _lastId;
    private Phase _phase;

    public EvtxRecordEnumerator(EvtxChunk chunk)
    {
        _chunk = chunk;
        _position = EvtxChunkHeader.Size;
        uint free = chunk.Header.FreeSpaceOffset;
        bool plausible = chunk.Header.HasSignature && free >= EvtxChunkHeader.Size && free <= EvtxChunk.Size;
        _end = plausible ? Math.Min((int)free, chunk.Length) : chunk.Length;
        _endIsTrusted = plausible && chunk.Header.ChecksumAgrees && !chunk.IsOpenLog;
        Current = default;
    }

    private enum Phase
    {
        Start,
        Live,
        Carve,
        Done,
    }

    public EvtxRecord Current { get; private set; }

    public bool MoveNext()
    {
        if (_phase == Phase.Start)
        {
            ReportHeader();
            _phase = Phase.Live;
        }

        if (_phase == Phase.Live)
        {
            if (NextLive())
            {
                return true;
            }

            EndLive();
        }

        return _phase == Phase.Carve && NextCarved();
    }

    private readonly void ReportHeader()
    {
        EvtxChunkHeader header = _chunk.Header;
        if (!header.HasSignature)
        {
            // A tail too short for a header is reported as truncation when the live records end.
            if (_chunk.Length >= EvtxChunkHeader.Size)
            {
                _chunk.Report(0, EvtxLossReason.ChunkSignatureMissing, null);
            }

            return;
        }

        if (!header.ChecksumAgrees)
        {
            _chunk.Report(0, EvtxLossReason.ChunkHeaderChecksum, 0);
        }

        uint free = header.FreeSpaceOffset;
        if (free >= EvtxChunkHeader.Size && free <= _chunk.Length
            && Crc32.Compute(_chunk.Data.Slice(EvtxChunkHeader.Size, (int)free - EvtxChunkHeader.Size)) != header.RecordsChecksum)
        {
            _chunk.Report(EvtxChunkHeader.Size, EvtxLossReason.ChunkRecordsChecksum, 0);
        }
    }

    private bool NextLive()
    {
        // Behind a doubtful end stand either newer records, which count on, or remains of older ones, which do not.
        while (_position < _end || !_endIsTrusted)
        {
            bool beyond = _position >= _end;
            int size = Frame(_position, beyond ? _chunk.Length : _end, out bool copyAgrees);
            if (size == 0 && !beyond)
            {
                // The end that the header gives can lie inside the last record.
                size = Frame(_position, _chunk.Length, out copyAgrees);
                size = copyAgrees && (_read == 0 || IdAt(_position) == _lastId + 1) ? size : 0;
            }

            if (size > 0 && (!beyond || (_read > 0 && copyAgrees && IdAt(_position) == _lastId + 1)))
            {
                if (!copyAgrees)
                {
                    _chunk.Report(_position, EvtxLossReason.RecordSizeCopy, 0);
                }

                Current = new EvtxRecord(_chunk, _position, size, false);
                _lastId = Current.Id;
                _position += size;
                _read++;
                return true;
            }

            if (beyond || !SkipDamage())
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Moves to the next whole record that is newer than the last one read and reports what lies between.</summary>
    private bool SkipDamage()
    {
        int damaged = _position;
        if (_chunk.Data.Length <= damaged || Bytes.AllZero(_chunk.Data.Slice(damaged, _end - damaged)))
        {
            // Archived logs give the chunk's end as the end of the records and fill the rest with zeros.
            _position = _end;
            return false;
        }

        int from = damaged + 1;
        while (from < _end)
        {
            int found = _chunk.Data.Slice(from, _end - from).IndexOf(EvtxRecord.Signature);
            if (found < 0)
            {
                break;
            }

            from += found;
            if (Frame(from, _end, out bool copyAgrees) > 0 && copyAgrees && (_read == 0 || IdAt(from) > _lastId))
            {
                ulong gap = _read == 0 ? IdAt(from) - _chunk.Header.FirstRecordId : IdAt(from) - _lastId - 1;
                int lost = gap is > 0 and < EvtxChunk.MaximumRecords ? (int)gap : 1;
                _lost += lost;
                _chunk.Report(damaged, EvtxLossReason.RecordDamaged, lost);
                _position = from;
                return true;
            }

            from++;
        }

        if (_chunk.Header.HasSignature)
        {
            // How many are gone follows from the header's promise, which EndLive settles.
            _chunk.Report(damaged, EvtxLossReason.RecordDamaged, _chunk.Header.PromisedRecords is null ? null : 0);
        }

        _position = _end;
        return false;
    }

    private void EndLive()
    {
        bool truncated = _chunk.Length < EvtxChunk.Size;
        int? promised = _chunk.Header.PromisedRecords;
        if (promised is { } count)
        {
            int missing = count - _read - _lost;
            if (missing > 0)
            {
                _chunk.Report(_position, truncated ? EvtxLossReason.ChunkTruncated : EvtxLossReason.RecordsMissing, missing);
            }
        }
        else if (truncated && (!_chunk.Header.HasSignature || _chunk.Header.FreeSpaceOffset > _chunk.Length))
        {
            _chunk.Report(_position, EvtxLossReason.ChunkTruncated, null);
        }

        _chunk.EndPass();
        _carveFrom = Math.Max(_position, EvtxChunkHeader.Size);
        _phase = _chunk.Recover ? Phase.Carve : Phase.Done;
    }

    private bool NextCarved()
    {
        ReadOnlySpan<byte> data = _chunk.Data;
        while (_carveFrom < data.Length)
        {
            int found = data.Slice(_carveFrom).IndexOf(EvtxRecord.Signature);
            if (found < 0)
            {
                break;
            }

            int at = _carveFrom + found;
            int size = Frame(at, data.Length, out bool copyAgrees);
            if (size > 0 && copyAgrees)
            {
                var record = new EvtxRecord(_chunk, at, size, true);
                if (_chunk.IsIntact(record))
                {
                    Current = record;
                    _carveFrom = at + size;
                    return true;
                }
            }

            _carveFrom = at + 1;
        }

        _phase = Phase.Done;
        return false;
    }

    private readonly ulong IdAt(int offset) => Bytes.UInt64(_chunk.Data, offset + 8);

    /// <summary>Size of the frame at an offset, or 0; one whose size copy differs must be followed by another or by the end.</summary>
    private readonly int Frame(int offset, int end, out bool copyAgrees)
    {
        copyAgrees = false;
        ReadOnlySpan<byte> data = _chunk.Data;
        if (end - offset < EvtxRecord.MinimumSize || !data.Slice(offset).StartsWith(EvtxRecord.Signature))
        {
            return 0;
        }

        uint size = Bytes.UInt32(data, offset + 4);
        if (size < EvtxRecord.MinimumSize || size > end - offset)
        {
            return 0;
        }

        int behind = offset + (int)size;
        copyAgrees = Bytes.UInt32(data, behind - 4) == size;
        return copyAgrees || behind == end || data.Slice(behind).StartsWith(EvtxRecord.Signature) ? (int)size : 0;
    }
}
