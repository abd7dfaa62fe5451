using System.Collections;
using System.Management.Automation;
using System.Reflection;
using EqlPS.Alerts;
using EqlPS.Values;

namespace EqlPS.Objects;

/// <summary>
/// An event or alert: a document with the fields that Elastic gives it, and beside them properties for the eye, which name columns.
/// </summary>
/// <remarks>
/// PowerShell 7 enumerates a dictionary to write JSON and asks its keys for the columns of CSV. So enumeration gives the document, and the
/// keys are the columns: top-level fields such as <c>process</c> would make cells of JSON.
/// </remarks>
public abstract class EqlDocument : EqlDictionary
{
    private EqlFields? _fields;

    /// <summary>Always 1, so that <c>$alerts.Count</c> counts alerts where there is but one; the interface counts members.</summary>
    public int Count => 1;

    /// <summary>The document's fields.</summary>
    private protected EqlFields Fields => _fields ??= NodeValues.ReadFields(ReadDocument());

    private protected override IReadOnlyList<string> Names => Fields.AllNames;

    /// <inheritdoc/>
    [Hidden]
    public override ICollection Keys => Columns.ToArray();

    /// <summary>The properties that make a row.</summary>
    private protected abstract IReadOnlyList<string> Columns { get; }

    internal EventNode Node => Fields.Node;

    /// <summary>
    /// The fields by their whole names, so that <c>Format-List *</c> and <c>Select-Object *</c> show values; those that differ from a
    /// property in case alone are left out.
    /// </summary>
    public override IEnumerable<string> GetDynamicMemberNames()
    {
        IEnumerable<string> properties = GetType().GetProperties().Where(IsShown).Select(property => property.Name);
        var names = new HashSet<string>(properties, StringComparer.OrdinalIgnoreCase);
        return Node.Paths().Where(names.Add).ToArray();
    }

    /// <summary>The document as JSON on one line, whatever its depth.</summary>
    public string ToJson() => NodeValues.ToJson(Node);

    /// <summary>The document as JSON on one line.</summary>
    public override string ToString() => ToJson();

    /// <summary>The document, UTF-8; asked once.</summary>
    private protected abstract byte[] ReadDocument();

    private protected override object? Get(string name) => Fields.ValueOf(name);

    // A property of the object, such as Rule, goes before a field that is spelt otherwise, such as rule.
    private protected override bool IsMember(string path) =>
        Node.Member(path) is not null || (!HasShownProperty(path) && base.IsMember(path));

    private bool HasShownProperty(string name) => GetType().GetProperty(name) is PropertyInfo property && IsShown(property);

    private static bool IsShown(PropertyInfo property) => !property.IsDefined(typeof(HiddenAttribute));

    private protected string? TextOf(string path) => NodeValues.TextOf(Node, path);

    private protected DateTime? TimeOf(string path) =>
        EventTree.Texts(Node.Find(path)).FirstOrDefault() is string text && TimestampParser.TryParse(text.AsSpan(), out Timestamp time)
            ? Times.ToDateTime(time) : null;
}
