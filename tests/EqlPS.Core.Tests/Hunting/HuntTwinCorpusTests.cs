using EqlPS.Events.Input;
using EqlPS.Hunting;
using EqlPS.Hunting.Files;
using EqlPS.Rules;
using EqlPS.Tests.Hunting.Twin;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Hunting;

/// <summary>
/// A hunt with all published rules finds in the logs beside the repository what its slow twin finds. It takes minutes, so it runs only
/// where the environment variable <c>EQLPS_TWIN</c> is set.
/// </summary>
public sealed class HuntTwinCorpusTests
{
    private const string Variable = "EQLPS_TWIN";

    [OptInFact(Variable, needsSharedData: true)]
    public void TheHuntAgreesWithItsSlowTwinOnEventLogs() => Compare("corpus/evtx", "*.evtx", atLeast: 900);

    [OptInFact(Variable, needsSharedData: true)]
    public void TheHuntAgreesWithItsSlowTwinOnRecordings() => Compare("corpus/otrf", "*.gz", atLeast: 150);

    private static void Compare(string folder, string pattern, int atLeast)
    {
        CompiledRuleSet rules = CompiledRuleSet.Compile(RuleSet.Load([SharedData.Path("corpus/elastic-rules")]).Rules);
        InputSource[] sources = Directory.GetFiles(SharedData.Path(folder), pattern).Order(StringComparer.Ordinal)
            .Select(path => new InputSource(path, () => File.OpenRead(path), rules.Schema)).ToArray();

        // Logs have events in common, so all are one hunt.
        var slow = new SlowHunt(rules, new WholeEvents());
        Array.ForEach(sources, slow.Read);
        foreach (FileHuntOptions? files in new[] { null, new FileHuntOptions { Threads = 2 } })
        {
            (TwinAlert[] alerts, string differences) = TwinComparison.Compare(rules, sources, files, slow);
            Assert.True(differences.Length == 0, differences);
            Assert.True(alerts.Length >= atLeast, $"only {alerts.Length} alerts");
        }
    }
}
