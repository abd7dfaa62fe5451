using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.Projection;
using EqlPS.Events.Evtx.Records;
using EqlPS.Events.Evtx.Values;
using EqlPS.Events.Raw;
using EqlPS.Values;

namespace EqlPS.Tests.Evtx.Tree;

/// <summary>Makes whole raw records of event log records the obvious way: the elements of the record first.</summary>
internal static class FieldTwin
{
    private const string EventData = "EventData";

    /// <summary>All values of a record by source path; what a damaged record still gives, and why it is not whole.</summary>
    public static List<RawField> Read(in EvtxRecord record, out EvtxLossReason reason)
    {
        var fields = new List<RawField>();
        EvtxElement? root = new EvtxTreeReader().Read(record, out reason);
        if (record.IsRecovered)
        {
            fields.Add(new RawField(EvtxRecordSlots.RecoveredPath, EqlValue.True));
        }

        foreach (EvtxElement section in root?.Elements ?? [])
        {
            if (section.LocalName == EventData)
            {
                AddData(fields, section);
            }
            else
            {
                AddElement(fields, section, section.LocalName);
            }
        }

        return fields;
    }

    private static void AddData(List<RawField> fields, EvtxElement section)
    {
        AddAttributes(fields, section, EventData);
        int position = 0;
        foreach (EvtxElement child in section.Elements)
        {
            position++;
            EvtxValueRef name = child.Attribute(DataNames.Attribute);
            string key = DataNames.Key(child.LocalName.AsSpan(), name.GetText().AsSpan()).ToString();
            string path = EventData + (DataNames.IsPositional(key.AsSpan()) ? FormattableString.Invariant($"/#{position}") : $"/{key}");
            AddText(fields, child, path, isEvenEmpty: true);
        }
    }

    // The depth of a record's elements is bounded where it is read.
    private static void AddElement(List<RawField> fields, EvtxElement element, string path)
    {
        AddAttributes(fields, element, path);
        bool hasElements = false;
        foreach (EvtxElement child in element.Elements)
        {
            hasElements = true;
            AddElement(fields, child, $"{path}/{child.LocalName}");
        }

        if (!hasElements)
        {
            AddText(fields, element, path, isEvenEmpty: false);
        }
    }

    private static void AddAttributes(List<RawField> fields, EvtxElement element, string path)
    {
        foreach (EvtxAttribute attribute in element.Attributes)
        {
            if (!attribute.Name.StartsWith("xmlns", StringComparison.Ordinal))
            {
                string name = $"{path}/@{attribute.Name}";
                bool isTime = EvtxRecordSlots.TryGetTime(attribute.Value, out Timestamp time) && name == EvtxRecordSlots.TimePath;
                fields.Add(new RawField(name, isTime ? EqlValue.From(time) : EqlValue.From(attribute.Value.GetText())));
            }
        }
    }

    private static void AddText(List<RawField> fields, EvtxElement element, string path, bool isEvenEmpty)
    {
        EvtxValueRef value = element.Value;
        if (!value.IsArray)
        {
            string text = value.GetText();
            if (text.Length > 0 || isEvenEmpty)
            {
                fields.Add(new RawField(path, EqlValue.From(text)));
            }

            return;
        }

        foreach (EvtxValueRef item in value.GetItems())
        {
            fields.Add(new RawField(path, EqlValue.From(item.GetText())));
        }
    }
}
