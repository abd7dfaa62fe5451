using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>
/// The programs of the kinds of records that are met often. What tells kinds apart is a constant there, and so is all that is made of it
/// alone. Long names, and those that come and go, have no program of their own, so no log can make the table grow.
/// </summary>
/// <param name="compile">Makes the program of a kind.</param>
[HotPath]
internal sealed class KindTable(Func<KindConstants, MappingProgram> compile)
{
    // Making a program costs about what it saves so many events.
    private const int ManyRecords = 16;
    private const int MostKinds = 1024;
    private const int RecentCount = 64;

    // In characters; no channel, provider or task that Windows has is half as long.
    private const int LongestName = 256;

    private readonly Dictionary<KindConstants, Kind> _kinds = [];

    // Kinds come in turns; each has its place.
    private readonly Kind?[] _recent = new Kind?[RecentCount];

    /// <summary>The program of a record's kind; null if it has none.</summary>
    /// <param name="channel">The values of the record.</param>
    /// <param name="provider">Likewise.</param>
    /// <param name="eventId">Likewise.</param>
    /// <param name="task">Likewise.</param>
    public MappingProgram? Find(in EqlValue channel, in EqlValue provider, in EqlValue eventId, in EqlValue task)
    {
        if (eventId.IsNull || !IsName(eventId) || !IsName(channel) || !IsName(provider) || !IsName(task))
        {
            return null;
        }

        ref Kind? recent = ref _recent[PlaceOf(channel, eventId.AsText(), task)];
        if (recent is null || !recent.Constants.Are(channel, provider, eventId, task))
        {
            recent = KindOf(new KindConstants(TextOf(channel), TextOf(provider), eventId.AsText(), TextOf(task)));
        }

        return recent is null ? null : recent.Program ?? Count(recent);
    }

    private static bool IsName(in EqlValue value) =>
        value.IsNull || (value.Kind == EqlValueKind.Text && value.AsText().Length <= LongestName);

    private static string TextOf(in EqlValue value) => value.IsNull ? string.Empty : value.AsText();

    private static int PlaceOf(in EqlValue channel, string eventId, in EqlValue task)
    {
        int place = TextOf(channel).Length + (5 * TextOf(task).Length);
        foreach (char digit in eventId)
        {
            place = (place * 7) + digit;
        }

        return place & (RecentCount - 1);
    }

    private Kind? KindOf(KindConstants constants)
    {
        if (!_kinds.TryGetValue(constants, out Kind? kind) && _kinds.Count < MostKinds)
        {
            _kinds.Add(constants, kind = new Kind(constants));
        }

        return kind;
    }

    private MappingProgram? Count(Kind kind)
    {
        if (++kind.RecordCount == ManyRecords)
        {
            kind.Program = compile(kind.Constants);
        }

        return kind.Program;
    }

    private sealed class Kind(KindConstants constants)
    {
        public KindConstants Constants => constants;

        public int RecordCount { get; set; }

        public MappingProgram? Program { get; set; }
    }
}
