using EqlPS.Mappings.Expressions;
using EqlPS.Toml;

namespace EqlPS.Mappings.Files;

/// <summary>
/// Refuses mapping files in which fields refer to one another in a circle or in a very long chain. Rules of files for one channel count
/// together, whatever their event ids.
/// </summary>
internal static class ReferenceCheck
{
    private const int LongestChain = 64;
    private const int MostNamed = 5;

    public static void Check(IReadOnlyList<MappingFile> files, List<MappingDiagnostic> findings)
    {
        foreach (string channel in files.SelectMany(f => f.Channels).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            MappingFile[] together = files
                .Where(f => f.IsCommon || f.Channels.Contains(channel, StringComparer.OrdinalIgnoreCase))
                .ToArray();
            int before = findings.Count;
            CheckTogether(together, channel, findings);
            if (findings.Count > before)
            {
                return;
            }
        }
    }

    private static void CheckTogether(IReadOnlyList<MappingFile> files, string channel, List<MappingDiagnostic> findings)
    {
        var waiting = new Dictionary<string, int>(StringComparer.Ordinal);
        var users = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (MappingRule rule in files.SelectMany(f => f.Rules))
        {
            waiting.TryGetValue(rule.Target, out int count);
            foreach (FieldReference reference in rule.Expression.Parts().OfType<FieldReference>())
            {
                count++;
                if (!users.TryGetValue(reference.Path, out List<string>? list))
                {
                    users.Add(reference.Path, list = []);
                }

                list.Add(rule.Target);
            }

            waiting[rule.Target] = count;
        }

        // Fields without rules are there from the start.
        foreach (string path in users.Keys)
        {
            if (!waiting.ContainsKey(path))
            {
                waiting.Add(path, 0);
            }
        }

        int rounds = Resolve(waiting, users);
        string[] left = waiting.Where(w => w.Value > 0).Select(w => w.Key).OrderBy(p => p, StringComparer.Ordinal).ToArray();
        if (left.Length > 0)
        {
            Refuse($"these fields refer to one another in a circle: {string.Join(", ", left.Take(MostNamed))}");
        }
        else if (rounds > LongestChain)
        {
            Refuse($"a chain of fields that refer to one another is longer than {LongestChain}");
        }

        void Refuse(string message) => findings.Add(new MappingDiagnostic(channel, new TomlPosition(1, 1), message));
    }

    // Takes away, round after round, the fields that wait for none; the number of rounds is the length of the longest chain.
    private static int Resolve(Dictionary<string, int> waiting, Dictionary<string, List<string>> users)
    {
        List<string> free = waiting.Where(w => w.Value == 0).Select(w => w.Key).ToList();
        int rounds = 0;
        while (free.Count > 0)
        {
            rounds++;
            List<string> next = [];
            foreach (string path in free)
            {
                foreach (string user in users.TryGetValue(path, out List<string>? list) ? list : [])
                {
                    if (--waiting[user] == 0)
                    {
                        next.Add(user);
                    }
                }
            }

            free = next;
        }

        return rounds;
    }
}
