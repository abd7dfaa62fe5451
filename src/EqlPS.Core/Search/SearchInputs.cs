using EqlPS.Analysis;
using EqlPS.Ast;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Parsing;
using EqlPS.Schema;

namespace EqlPS.Search;

/// <summary>
/// Looks through the input for fields that a query names and no mapping declares: Elasticsearch would have mapped them when it first
/// saw them.
/// </summary>
internal static class SearchInputs
{
    /// <summary>
    /// Notes in each source's schema which undeclared fields of the query some event of it has. Sources that cannot be read are
    /// passed over.
    /// </summary>
    public static void ObserveFields(
        string query, IReadOnlyList<InputSource> sources, CancellationToken cancellation, EqlQueryOptions? options = null)
    {
        if (EqlParser.Parse(query).Query is not Query tree)
        {
            return;
        }

        var schemas = new SchemaSet(sources.Select(s => s.Schema).Distinct().ToArray());
        options ??= new EqlQueryOptions();
        string[] unknown = FieldCollector.Collect(tree, options.EventCategoryField).Where(p => !schemas.Knows(p)).ToArray();
        if (unknown.Length == 0)
        {
            return;
        }

        var fields = new FieldTable();
        foreach (string path in unknown)
        {
            fields.SlotOf(path);
        }

        var readers = new EventReaders(fields, ReadingMode.AsItStands, options.TimestampField);
        foreach (InputSource source in sources)
        {
            try
            {
                Observe(source, readers, fields, cancellation);
            }
            catch (InputException)
            {
                // The search itself opens the source again and reports it.
            }
        }
    }

    private static void Observe(InputSource source, EventReaders readers, FieldTable fields, CancellationToken cancellation)
    {
        var context = new EvaluationContext(fields.Count);
        var missing = new HashSet<int>(Enumerable.Range(0, fields.Count));
        foreach (EventReader reader in readers.Open(source, new InputLossLog()))
        {
            using (reader)
            {
                while (missing.Count > 0 && reader.Read(context))
                {
                    cancellation.ThrowIfCancellationRequested();
                    foreach (int slot in missing.Where(s => !context.Field(s).IsNull).ToArray())
                    {
                        missing.Remove(slot);
                        source.Schema.Observe(fields.Paths[slot]);
                    }
                }
            }

            if (missing.Count == 0)
            {
                return;
            }
        }
    }
}
