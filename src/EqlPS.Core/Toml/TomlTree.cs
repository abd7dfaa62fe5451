namespace EqlPS.Toml;

/// <summary>Finds or makes the table that a header or dotted key names, and refuses what TOML counts as a second definition.</summary>
internal sealed class TomlTree(TomlScanner scanner, TomlKeyPath path)
{
    /// <summary>The table that the keys below <c>[path]</c> or <c>[[path]]</c> go to; null on an error.</summary>
    public TomlTable? OpenHeader(TomlTable root, bool isElement)
    {
        TomlTable? parent = root;
        for (int i = 0; i + 1 < path.Count && parent is not null; i++)
        {
            parent = EnterParent(parent, i);
        }

        int last = path.Count - 1;
        if (parent is null)
        {
            return null;
        }

        int index = parent.IndexOf(path[last]);
        if (isElement)
        {
            return index < 0 ? AddTableArray(parent, last) : AddElement(parent[index], last);
        }

        return index < 0 ? AddTable(parent, last, TomlTableOrigin.Header) : DefineTable(parent[index], last);
    }

    /// <summary>The table below <paramref name="container"/> that takes the last part of a dotted key; null on an error.</summary>
    public TomlTable? OpenDotted(TomlTable container)
    {
        TomlTable? table = container;
        for (int i = 0; i + 1 < path.Count && table is not null; i++)
        {
            int index = table.IndexOf(path[i]);
            table = index < 0 ? AddTable(table, i, TomlTableOrigin.Dotted) : ReopenDotted(table[index], i);
        }

        return table;
    }

    /// <summary>Refuses a key that the table has already.</summary>
    public bool CheckUnused(TomlTable table)
    {
        int last = path.Count - 1;
        int index = table.IndexOf(path[last]);
        if (index >= 0)
        {
            Fail(last, $"The key {Name(last)} is already set on line {Line(table[index])}; remove one of the two.");
        }

        return index < 0;
    }

    private TomlTable? EnterParent(TomlTable table, int part)
    {
        int index = table.IndexOf(path[part]);
        if (index < 0)
        {
            return AddTable(table, part, TomlTableOrigin.Implicit);
        }

        TomlEntry entry = table[index];
        if (entry.Value.Array is { IsTableArray: true } elements)
        {
            return elements[elements.Count - 1].Table;
        }

        if (entry.Value.Table is TomlTable child)
        {
            return child.Origin != TomlTableOrigin.Inline ? child : FailInline(entry, part);
        }

        return FailNotTable(entry, part);
    }

    private TomlTable? ReopenDotted(TomlEntry entry, int part)
    {
        TomlTable? child = entry.Value.Table;
        switch (child?.Origin)
        {
            case TomlTableOrigin.Implicit:
                child.Origin = TomlTableOrigin.Dotted;
                return child;
            case TomlTableOrigin.Dotted:
                return child;
            case TomlTableOrigin.Inline:
                return FailInline(entry, part);
            case TomlTableOrigin.Header:
                return Fail(part, $"The table {Name(part)} has its own header on line {Line(entry)}; add this key there.");
            default:
                return FailNotTable(entry, part);
        }
    }

    private TomlTable? AddTable(TomlTable parent, int part, TomlTableOrigin origin)
    {
        TomlTable? table = Create(origin, parent.Depth + 1, part);
        if (table is not null)
        {
            parent.Add(path[part], path.PositionOf(part), TomlValue.FromTable(path.PositionOf(part), table));
        }

        return table;
    }

    private TomlTable? DefineTable(TomlEntry entry, int part)
    {
        if (entry.Value.Table is TomlTable { Origin: TomlTableOrigin.Implicit } table)
        {
            table.Origin = TomlTableOrigin.Header;
            return table;
        }

        if (entry.Value.Array is { IsTableArray: true })
        {
            return Fail(part, $"{Name(part)} is an array of tables since line {Line(entry)}; write [[ ]] to add a table to it.");
        }

        return entry.Value.Table is null
            ? FailNotTable(entry, part)
            : Fail(part, $"The table {Name(part)} is already defined on line {Line(entry)}; merge the two.");
    }

    private TomlTable? AddTableArray(TomlTable parent, int part)
    {
        TomlTable? first = Create(TomlTableOrigin.Header, parent.Depth + 2, part);
        if (first is not null)
        {
            TomlPosition position = path.PositionOf(part);
            TomlArray elements = new() { IsTableArray = true };
            elements.Add(TomlValue.FromTable(position, first));
            parent.Add(path[part], position, TomlValue.FromArray(position, elements));
        }

        return first;
    }

    private TomlTable? AddElement(TomlEntry entry, int part)
    {
        if (!scanner.CountValue())
        {
            return null;
        }

        if (entry.Value.Array is { IsTableArray: true } elements)
        {
            TomlTable element = new(TomlTableOrigin.Header, elements[0].Table!.Depth);
            elements.Add(TomlValue.FromTable(path.PositionOf(part), element));
            return element;
        }

        return Fail(part, entry.Value.Kind == TomlKind.Array
            ? $"The array {Name(part)} on line {Line(entry)} is complete; [[ ]] cannot add a table to it."
            : $"{Name(part)} is already {Noun(entry.Value.Kind)} on line {Line(entry)}, so it cannot be an array of tables.");
    }

    private TomlTable? Create(TomlTableOrigin origin, int depth, int part)
    {
        if (depth > TomlDocument.MaximumDepth)
        {
            return Fail(part, TomlParser.DepthMessage);
        }

        return scanner.CountValue() ? new TomlTable(origin, depth) : null;
    }

    private TomlTable? FailInline(TomlEntry entry, int part) =>
        Fail(part, $"The inline table {Name(part)} on line {Line(entry)} is complete; nothing can be added to it.");

    private TomlTable? FailNotTable(TomlEntry entry, int part) =>
        Fail(part, $"{Name(part)} is already {Noun(entry.Value.Kind)} on line {Line(entry)}, so it cannot be a table.");

    private TomlTable? Fail(int part, string message)
    {
        scanner.Fail(message, path.PositionOf(part), path.OffsetOf(part));
        return null;
    }

    private string Name(int part) => TomlScanner.Show(path[part]);

    private static string Line(TomlEntry entry) => entry.KeyPosition.Line.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Noun(TomlKind kind) => kind switch
    {
        TomlKind.String => "a string",
        TomlKind.Integer => "an integer",
        TomlKind.Float => "a float",
        TomlKind.Boolean => "a boolean",
        TomlKind.Array => "an array",
        TomlKind.Table => "a table",
        _ => "a date or time",
    };
}
