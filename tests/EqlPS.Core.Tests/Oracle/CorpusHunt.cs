using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Hunting;

namespace EqlPS.Tests.Oracle;

/// <summary>Runs a set of rules over files as the program does.</summary>
internal static class CorpusHunt
{
    public static HuntResult Run(CompiledRuleSet rules, IEnumerable<string> paths)
    {
        var hunt = new Hunt(rules, new HuntOptions());
        var readers = new EventReaders(rules.Fields, ReadingMode.Default, new EqlQueryOptions().TimestampField);
        foreach (string path in paths)
        {
            using EventReader reader = readers.OpenSingle(new InputSource(path, () => File.OpenRead(path), rules.Schema));
            hunt.Read(reader, CancellationToken.None);
        }

        return hunt.Complete(CancellationToken.None);
    }
}
