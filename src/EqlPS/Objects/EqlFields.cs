using EqlPS.Alerts;

namespace EqlPS.Objects;

/// <summary>The fields within a field, such as all of <c>process</c>.</summary>
public sealed class EqlFields : EqlDictionary
{
    private readonly EventNode _node;
    private readonly Dictionary<string, object?> _values = new(Toml.TomlKeyComparer.Instance);
    private string[]? _names;

    internal EqlFields(EventNode node) => _node = node;

    private protected override IReadOnlyList<string> Names => _names ??= _node.Members.Select(member => member.Key).ToArray();

    /// <summary>The fields as JSON on one line.</summary>
    public override string ToString() => NodeValues.ToJson(_node);

    internal EventNode Node => _node;

    internal object? ValueOf(string name) => Get(name);

    internal IReadOnlyList<string> AllNames => Names;

    private protected override object? Get(string name)
    {
        if (!_values.TryGetValue(name, out object? value))
        {
            value = _node.Member(name) is EventNode member ? NodeValues.ToObject(member) : null;
            _values.Add(name, value);
        }

        return value;
    }
}
