using System.Text.Json;
using EqlPS.Alerts;

namespace EqlPS.Guides;

/// <summary>The fields of an alert document.</summary>
internal sealed class GuideValues
{
    private readonly EventNode _document;

    /// <exception cref="JsonException">The document is not one JSON object.</exception>
    public GuideValues(byte[] alertDocument)
    {
        using (JsonDocument parsed = JsonDocument.Parse(alertDocument, new JsonDocumentOptions { MaxDepth = EventTree.DeepestAlert }))
        {
            if (parsed.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new JsonException("An alert is a JSON object.");
            }
        }

        _document = EventTree.Read(alertDocument);
    }

    /// <summary>The texts of a field, none if the alert does not have it; numbers and booleans as JSON writes them.</summary>
    /// <param name="field">Dotted path.</param>
    /// <param name="isNumber">True if the field is a single number.</param>
    public IReadOnlyList<string> Texts(string field, out bool isNumber)
    {
        EventNode? node = _document.Find(field);
        isNumber = node?.Kind == JsonTokenType.Number;
        return EventTree.Texts(node);
    }

    public string? FirstText(string field) => Texts(field, out _).FirstOrDefault();
}
