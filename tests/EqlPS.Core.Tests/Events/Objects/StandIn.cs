namespace EqlPS.Tests.Events.Objects;

/// <summary>An object of a host that the core does not know: properties in order, or a live record that gives its XML.</summary>
internal sealed class StandIn
{
    private readonly List<KeyValuePair<string, object?>> _properties = [];

    public IReadOnlyList<KeyValuePair<string, object?>> Properties => _properties;

    /// <summary>The XML of a live record; null for other objects.</summary>
    public string? Xml { get; init; }

    /// <summary>What reading this object throws; null for nothing.</summary>
    public Exception? Failure { get; init; }

    public StandIn With(string name, object? value)
    {
        _properties.Add(new(name, value));
        return this;
    }

    public override string ToString() => _properties.Count > 0 && _properties[0].Key == "#text" ? (string)_properties[0].Value! : "StandIn";
}
