using System.Collections;

namespace EqlPS.Events.Objects;

/// <summary>The properties of objects with fields, and of dictionaries, which are read like them.</summary>
internal static class ObjectFields
{
    /// <summary>Whether an object without wrapper has fields.</summary>
    // The host is asked first: to find out that an object is no dictionary costs more than to read some of its properties.
    public static bool AreIn(object item, IObjectAccess access) =>
        access.HasFields(item) || item is IDictionary or IEnumerable<KeyValuePair<string, object?>>;

    /// <summary>Gives the properties of an object with fields, in their order, to a sink.</summary>
    /// <exception cref="ObjectAccessException">They cannot be read.</exception>
    public static void Visit(object item, IObjectAccess access, IObjectFieldSink sink)
    {
        if (access.HasFields(item))
        {
            access.VisitFields(item, sink);
        }
        else if (item is IDictionary dictionary)
        {
            VisitEntries(dictionary, access, sink);
        }
        else
        {
            VisitPairs((IEnumerable<KeyValuePair<string, object?>>)item, sink);
        }
    }

    private static void VisitEntries(IDictionary dictionary, IObjectAccess access, IObjectFieldSink sink)
    {
        using var entries = new ObjectItems(dictionary);
        while (!sink.IsFull && entries.TryNextEntry(out object? key, out object? value))
        {
            if (access.Unwrap(key) is object name)
            {
                Give(ScalarText.Of(name), value, sink);
            }
        }
    }

    private static void VisitPairs(IEnumerable<KeyValuePair<string, object?>> pairs, IObjectFieldSink sink)
    {
        using var items = new ObjectItems(pairs);
        while (!sink.IsFull && items.TryNext(out object? item))
        {
            var pair = (KeyValuePair<string, object?>)item!;
            Give(pair.Key, pair.Value, sink);
        }
    }

    private static void Give(string name, object? value, IObjectFieldSink sink)
    {
        if (sink.Wants(name))
        {
            sink.Take(name, value);
        }
    }
}
