using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;

namespace EqlPS.Tests.Support;

/// <summary>Opens documents whose fields are taken as they stand.</summary>
internal static class PlainEvents
{
    /// <summary>The one reader of a source.</summary>
    public static EventReader Open(InputSource source, FieldTable fields) =>
        new EventReaders(fields, ReadingMode.AsItStands, new EqlQueryOptions().TimestampField).OpenSingle(source);
}
