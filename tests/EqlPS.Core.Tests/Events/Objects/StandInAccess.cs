using EqlPS.Events.Objects;

namespace EqlPS.Tests.Events.Objects;

/// <summary>Looks into stand-ins the way a host looks into its own objects, and counts what it was asked.</summary>
internal sealed class StandInAccess : IObjectAccess
{
    public HashSet<string> Asked { get; } = new(StringComparer.Ordinal);

    public int VisitCount { get; private set; }

    public object? Unwrap(object? item) => item is Wrapped wrapped ? Unwrap(wrapped.Inner) : item;

    public string? EventXmlOf(object item) => item is StandIn standIn ? Check(standIn).Xml : null;

    public bool HasFields(object item) => item is StandIn { Xml: null };

    public bool TryGetField(object item, string name, out object? value)
    {
        Asked.Add(name);
        value = null;
        if (item is not StandIn standIn)
        {
            return false;
        }

        foreach (KeyValuePair<string, object?> property in Check(standIn).Properties)
        {
            if (property.Key == name)
            {
                value = property.Value;
                return true;
            }
        }

        return false;
    }

    public void VisitFields(object item, IObjectFieldSink sink)
    {
        VisitCount++;
        foreach (KeyValuePair<string, object?> property in Check((StandIn)item).Properties)
        {
            if (sink.Wants(property.Key))
            {
                Give(property, sink);
            }
        }
    }

    public void Forget()
    {
    }

    public string TypeNameOf(object item) => item.GetType().FullName!;

    // A property that is a failing stand-in stands for one whose getter fails.
    private static void Give(KeyValuePair<string, object?> property, IObjectFieldSink sink)
    {
        if (property.Value is StandIn { Failure: ObjectAccessException failure, Xml: not null })
        {
            sink.Fail(property.Key, failure);
        }
        else
        {
            sink.Take(property.Key, property.Value);
        }
    }

    private static StandIn Check(StandIn item) => item.Failure is null ? item : throw item.Failure;

    /// <summary>A host's wrapper around a plain value.</summary>
    internal sealed record Wrapped(object? Inner);
}
