using EqlPS.Mappings.Steps;

namespace EqlPS.Mappings.Compilation;

/// <summary>The memories of a plan's costly steps: one for all uses of a step with the same words.</summary>
internal sealed class ConversionCaches
{
    private readonly Dictionary<(StepDefinition Step, string Words, ValueTable? Table), ConversionCache> _caches = [];

    public ConversionCache For(StepDefinition step, StepArguments arguments)
    {
        var key = (step, string.Join("\n", arguments.Words), arguments.Table);
        if (!_caches.TryGetValue(key, out ConversionCache? cache))
        {
            _caches.Add(key, cache = new ConversionCache());
        }

        return cache;
    }
}
