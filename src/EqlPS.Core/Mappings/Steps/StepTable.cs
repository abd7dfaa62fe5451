using System.Globalization;
using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>All steps and combinations that mapping files can name.</summary>
internal static class StepTable
{
    private static readonly Dictionary<string, StepDefinition> Steps = All().ToDictionary(s => s.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, CombinationDefinition> Combinations = new(StringComparer.Ordinal)
    {
        ["community_id"] = new("community_id", 5, "the community id of source address, port, destination address, port, transport",
            NetworkSteps.CommunityId),
        ["join"] = new("join", 3, "the second and third text with the first between them; nothing if one is missing", Join),
    };

    public static IEnumerable<StepDefinition> Definitions => Steps.Values;

    public static IEnumerable<CombinationDefinition> CombinationDefinitions => Combinations.Values;

    public static StepDefinition? Find(string name) => Steps.TryGetValue(name, out StepDefinition? step) ? step : null;

    public static CombinationDefinition? FindCombination(string name) =>
        Combinations.TryGetValue(name, out CombinationDefinition? combination) ? combination : null;

    private static StepDefinition[] All() =>
    [
        Costly("basename", "what follows the last backslash", PathSteps.BaseName),
        Costly("directory", "what precedes the last backslash", PathSteps.Directory),
        Costly("extension", "what follows the last dot of a path", PathSteps.Extension),
        Costly("windows_arguments", "a command line split as Windows does", WindowsArguments.Split),
        Costly("quoted_arguments", "a command line split at blanks outside quotes, quotes kept", QuotedArguments.Split),
        Costly("account_domain", "DOMAIN of DOMAIN\\name", AccountSteps.Domain),
        Costly("account_name", "name of DOMAIN\\name", AccountSteps.Name),
        Costly(
            AccountSteps.SidStep,
            "the SID of a well-known, service or pool account DOMAIN\\name, or of one whose SID the input told",
            AccountSteps.Sid),
        Costly("registry_hive", "the short name of a registry path's hive", RegistrySteps.Hive),
        Costly("registry_key", "a registry path behind its hive", RegistrySteps.Key),
        Costly("registry_data", "registry data as text, numbers in decimal", RegistrySteps.Data),
        Costly("registry_type", "the type of registry data", RegistrySteps.DataType),
        Costly("hashes", "all hashes of NAME=hash,...", HashSteps.All),
        Costly("dns_answers", "objects type, data of a DNS result", DnsSteps.Answers),
        Costly("dns_addresses", "the addresses of a DNS result", DnsSteps.Addresses),
        Costly("dns_hosts", "the host names of a DNS result", DnsSteps.Hosts),
        Costly("ip", "an address; a mapped IPv4 address without its prefix", NetworkSteps.Address),
        Costly("lower", "the text in lower case", TextSteps.Lower),
        Costly("invocation_details", "objects type, related_command, name, value of PowerShell's payload",
            PowerShellSteps.InvocationDetails),
        Each("trim", "the text without white space around it", TextSteps.Trim),
        Each("long", "a whole number, decimal or 0x", NumberSteps.Long),
        Each("boolean", "true or false", NumberSteps.Boolean),
        new("date", StepInput.Each, "a time", 0, 0, _ => TimeSteps.Date) { TakesDates = true },
        new("milliseconds", StepInput.Each, "a time cut to milliseconds", 0, 0, _ => TimeSteps.Milliseconds) { TakesDates = true },
        new("date_text", StepInput.Each, "a time as text", 0, 0, _ => TimeSteps.DateText) { TakesDates = true },
        Each("words", "the words between white space", ListSteps.Words),
        Each("length", "the number of characters", TextStatistics.Length),
        Each("unique_symbols", "the number of different characters", TextStatistics.UniqueSymbols),
        Each("entropy", "the entropy in bits for a character", TextStatistics.Entropy),
        Each("surprisal_deviation", "the standard deviation of the characters' surprisal", TextStatistics.SurprisalDeviation),
        Whole("first", "the first value", ListSteps.First),
        Whole("count", "the number of values", ListSteps.Count),
        Whole("distinct", "each value once", ListSteps.Distinct),
        Whole("present", "the values that are not empty", ListSteps.Present),
        new("hash", StepInput.Each, "one hash of NAME=hash,...: hash sha256", 1, 1, a => HashSteps.One(a.Words[0])) { IsCostly = true },
        new("rdn", StepInput.Each, "a component of a distinguished name: rdn 0", 1, 1, a => AccountSteps.DistinguishedPart(Number(a))),
        new("part", StepInput.Each, "a part of an object: part 0", 1, 1, a => TextSteps.Part(Number(a))),
        new("property", StepInput.Each, "the value of a line Key=Value", 1, 1, a => PowerShellSteps.Property(a.Words[0]))
            { IsCostly = true },
        new("before", StepInput.Each, "what precedes a text", 1, 1, a => TextSteps.Before(a.Words[0])),
        new("without", StepInput.Each, "the text without a beginning", 1, 1, a => TextSteps.Without(a.Words[0])),
        new("starting", StepInput.Each, "the text if it begins so", 1, 1, a => TextSteps.Starting(a.Words[0])),
        new("only", StepInput.Each, "the text if it is one of these", 1, int.MaxValue, a => TextSteps.Only(a.Words)),
        new("except", StepInput.Each, "the text unless it is one of these", 1, int.MaxValue, a => TextSteps.Except(a.Words)),
        new("is", StepInput.Each, "whether the text is this", 1, 1, a => TextSteps.Is(a.Words[0])),
        new("table", StepInput.Each, "the row of a table; with keep, the text itself where there is none", 1, 2,
            a => TextSteps.Lookup(a.Table!, a.Words.Count > 1)) { NeedsTable = true },
        new("flags", StepInput.Each, "the rows of a table whose bits are set", 1, 1, a => TextSteps.Flags(a.Table!))
            { NeedsTable = true, IsCostly = true },
    ];

    private static StepDefinition Costly(string name, string summary, Conversion conversion) =>
        new(name, StepInput.Each, summary, 0, 0, _ => conversion) { IsCostly = true };

    private static StepDefinition Each(string name, string summary, Conversion conversion) =>
        new(name, StepInput.Each, summary, 0, 0, _ => conversion);

    private static StepDefinition Whole(string name, string summary, Conversion conversion) =>
        new(name, StepInput.Whole, summary, 0, 0, _ => conversion);

    private static int Number(StepArguments arguments) =>
        int.TryParse(arguments.Words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static EqlValue Join(ReadOnlySpan<EqlValue> values)
    {
        foreach (EqlValue value in values)
        {
            if (value.IsNull)
            {
                return default;
            }
        }

        return EqlValue.From(TextForm.Of(values[1]) + TextForm.Of(values[0]) + TextForm.Of(values[2]));
    }
}
