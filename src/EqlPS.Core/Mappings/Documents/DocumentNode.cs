using System.Text.Json;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Documents;

/// <summary>An object or a value of a document while it is built.</summary>
[HotPath]
internal sealed class DocumentNode
{
    // Names in hostile records may nest at will.
    private const int DeepestPath = 32;

    private Dictionary<string, DocumentNode>? _children;
    private List<KeyValuePair<string, DocumentNode>>? _order;
    private EqlValue _value;
    private IReadOnlyList<string>? _parts;
    private bool _isList;

    private bool IsObject => _order is not null;

    /// <summary>Puts a value at a dotted path unless something stands there already or in between.</summary>
    /// <param name="path">The path.</param>
    /// <param name="value">Null is not put.</param>
    /// <param name="isList">Written as a list even if it is one value.</param>
    /// <param name="parts">For a list of objects, the names of their parts.</param>
    public void Put(string path, in EqlValue value, bool isList, IReadOnlyList<string>? parts)
    {
        if (value.IsNull)
        {
            return;
        }

        DocumentNode node = this;
        int depth = 0;
        for (int start = 0; ;)
        {
            int dot = ++depth < DeepestPath ? path.IndexOf('.', start) : -1;
            DocumentNode? child = node.Child(dot < 0 ? path.Substring(start) : path.Substring(start, dot - start), isLeaf: dot < 0);
            if (child is null)
            {
                return;
            }

            node = child;
            if (dot < 0)
            {
                break;
            }

            start = dot + 1;
        }

        node._value = value;
        node._isList = isList;
        node._parts = parts;
    }

    /// <summary>Puts a value, unless it is null, below a path under a name that may hold dots.</summary>
    public void PutNamed(string path, string name, in EqlValue value)
    {
        if (value.IsNull)
        {
            return;
        }

        DocumentNode? node = this;
        foreach (string part in path.Split('.'))
        {
            node = node?.Child(part, isLeaf: false);
        }

        if (node?.Child(name, isLeaf: true) is DocumentNode leaf)
        {
            leaf._value = value;
        }
    }

    public void Write(Utf8JsonWriter writer)
    {
        if (IsObject || _value.IsNull)
        {
            writer.WriteStartObject();
            foreach (KeyValuePair<string, DocumentNode> child in _order ?? [])
            {
                writer.WritePropertyName(child.Key);
                child.Value.Write(writer);
            }

            writer.WriteEndObject();
        }
        else if (_isList || _value.Kind == EqlValueKind.List || _parts is not null)
        {
            writer.WriteStartArray();
            for (int i = 0; i < _value.Count; i++)
            {
                WriteItem(writer, _value.ItemAt(i));
            }

            writer.WriteEndArray();
        }
        else
        {
            WriteItem(writer, _value);
        }
    }

    // A new child; an object that is there already if an object is wanted; null if a value stands in the way.
    private DocumentNode? Child(string name, bool isLeaf)
    {
        if (!_value.IsNull)
        {
            return null;
        }

        _children ??= new Dictionary<string, DocumentNode>(StringComparer.Ordinal);
        _order ??= [];
        if (_children.TryGetValue(name, out DocumentNode? child))
        {
            return isLeaf || !child.IsObject ? null : child;
        }

        child = new DocumentNode();
        if (!isLeaf)
        {
            child._order = [];
        }

        _children.Add(name, child);
        _order.Add(new(name, child));
        return child;
    }

    private void WriteItem(Utf8JsonWriter writer, in EqlValue item)
    {
        if (_parts is not null)
        {
            writer.WriteStartObject();
            for (int i = 0; i < _parts.Count; i++)
            {
                EqlValue part = Steps.ObjectText.Part(item.AsText(), i);
                if (!part.IsNull)
                {
                    writer.WriteString(_parts[i], part.AsText());
                }
            }

            writer.WriteEndObject();
            return;
        }

        switch (item.Kind)
        {
            case EqlValueKind.Boolean:
                writer.WriteBooleanValue(item.AsBoolean());
                break;
            case EqlValueKind.Integer:
                writer.WriteNumberValue(item.AsInteger());
                break;
            case EqlValueKind.UnsignedInteger:
                writer.WriteNumberValue(item.AsUnsigned());
                break;
            case EqlValueKind.Double:
                writer.WriteNumberValue(item.AsDouble());
                break;
            default:
                writer.WriteStringValue(TextForm.Of(item));
                break;
        }
    }
}
