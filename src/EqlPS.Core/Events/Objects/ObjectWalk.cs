using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Xml;
using EqlPS.Events.Json;
using EqlPS.Values;

namespace EqlPS.Events.Objects;

/// <summary>
/// One pass over an object that finds the values of a tree of paths, as the pass over its JSON would. What leads nowhere is not looked at,
/// not even read.
/// </summary>
/// <param name="access">Looks into objects.</param>
/// <param name="root">The wanted paths; none may be added later.</param>
/// <param name="tokens">Receive the places of values: their numbers in <see cref="Values"/>.</param>
internal sealed class ObjectWalk(IObjectAccess access, JsonPathNode root, JsonTokens tokens) : IObjectFieldSink
{
    // Lists in lists; objects go no deeper than the tree.
    private const int Deepest = 32;
    private const int MostValues = 1 << 14;
    private const int MostCharacters = ObjectJson.Largest / 16;

    private readonly Dictionary<JsonPathNode, ObjectKeys> _keysOf = [];
    private readonly List<object?> _values = [];
    private readonly ObjectKeys _rootKeys = new(root);
    private ObjectKeys _keys = null!;
    private ObjectKey _current = null!;
    private WantedUses _uses;
    private int _depth;
    private int _characters;
    private bool _isUnclear;

    /// <summary>The values that were found: texts, truth values, numbers, dates and times of the runtime, nothing of the host's.</summary>
    public IReadOnlyList<object?> Values => _values;

    public bool IsFull => _isUnclear;

    /// <summary>Whether the object has the properties that every log record has.</summary>
    public bool IsLogRecord => WantedNames.AreOfRecord(_uses);

    /// <summary>Looks through an object; false if it is too large or too deep for that.</summary>
    /// <exception cref="ObjectAccessException">A part of it cannot be read.</exception>
    public bool TryRead(object item)
    {
        _values.Clear();
        _uses = WantedUses.None;
        _depth = 0;
        _characters = 0;
        _isUnclear = false;
        VisitFields(item, _rootKeys);
        return !_isUnclear;
    }

    public bool Wants(string name)
    {
        ObjectKey? key = _current.Next;
        if (key is null || !key.Is(name))
        {
            _current.Next = key = _keys.Find(name);
        }

        _current = key;
        _uses |= _depth == 0 ? key.Uses : WantedUses.None;
        tokens.Marks |= key.Marks;
        return key.Node is not null;
    }

    public void Take(string name, object? value) => Add(_current.Node!, value);

    public void Fail(string name, ObjectAccessException error) => throw error;

    private void Add(JsonPathNode node, object? wrapped)
    {
        object? item = access.Unwrap(wrapped);
        switch (item)
        {
            case null or DBNull:
                Add(node, null, JsonTokenKind.Null);
                break;
            case string text:
                AddText(node, text);
                break;
            case bool flag:
                Add(node, null, flag ? JsonTokenKind.True : JsonTokenKind.False);
                break;
            case long or int or uint or ulong or short or ushort or byte or sbyte or decimal:
                Add(node, item, JsonTokenKind.Number);
                break;
            case double or float:
                AddDouble(node, Convert.ToDouble(item, CultureInfo.InvariantCulture));
                break;
            case BigInteger number:
                AddDouble(node, (double)number);
                break;
            case DateTime or DateTimeOffset:
                Add(node, item, JsonTokenKind.Text);
                break;
            default:
                AddOther(node, item);
                break;
        }
    }

    private void AddOther(JsonPathNode node, object item)
    {
        if (ScalarText.IsScalar(item))
        {
            AddText(node, ScalarText.Of(item));
        }
        else if (item is XmlNode xml)
        {
            AddText(node, xml.OuterXml);
        }
        else if (ObjectFields.AreIn(item, access))
        {
            tokens.Marks |= node.ObjectMarks;
            _isUnclear |= node.Slots.Length > 0 && !node.HasChildren;
            if (node.HasChildren && TryEnter())
            {
                ObjectKey current = _current;
                ObjectKeys keys = _keys;
                VisitFields(item, KeysOf(node));
                _current = current;
                _keys = keys;
                _depth--;
            }
        }
        else if (item is IEnumerable list)
        {
            AddItems(node, list);
        }
        else
        {
            AddText(node, ScalarText.Of(item));
        }
    }

    private void AddItems(JsonPathNode node, IEnumerable list)
    {
        if (!TryEnter())
        {
            return;
        }

        using var items = new ObjectItems(list);
        while (!_isUnclear && items.TryNext(out object? item))
        {
            Add(node, item);
        }

        _depth--;
    }

    private void AddText(JsonPathNode node, string text)
    {
        _characters += text.Length;
        _isUnclear |= _characters > MostCharacters;
        Add(node, text, JsonTokenKind.Text);
    }

    private void AddDouble(JsonPathNode node, double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            AddText(node, NumberText.Format(number));
        }
        else
        {
            Add(node, number, JsonTokenKind.Number);
        }
    }

    private void Add(JsonPathNode node, object? value, JsonTokenKind kind)
    {
        tokens.Add(node, _values.Count, 0, kind);
        if (node.Slots.Length > 0)
        {
            _values.Add(value);
            _isUnclear |= _values.Count > MostValues;
        }
    }

    private void VisitFields(object item, ObjectKeys keys)
    {
        _keys = keys;
        _current = keys.Start;
        ObjectFields.Visit(item, access, this);
    }

    private ObjectKeys KeysOf(JsonPathNode node)
    {
        if (!_keysOf.TryGetValue(node, out ObjectKeys? keys))
        {
            _keysOf.Add(node, keys = new ObjectKeys(node));
        }

        return keys;
    }

    private bool TryEnter()
    {
        _isUnclear |= _depth == Deepest;
        _depth += _isUnclear ? 0 : 1;
        return !_isUnclear;
    }
}
