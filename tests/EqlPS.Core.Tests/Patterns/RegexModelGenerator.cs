namespace EqlPS.Tests.Patterns;

/// <summary>Makes random expressions over a small alphabet, with every operator of the dialect, and texts for them.</summary>
internal sealed class RegexModelGenerator(Random random)
{
    private static readonly int[] Alphabet = ['a', 'b', 'A', 'k', 0x212A, '0', '1', '2', '-', '"', 0x1F600, '\n', 0xDC00];

    /// <summary>A text of up to <paramref name="maxLength"/> code points, mostly from the start of the alphabet.</summary>
    public int[] Text(int maxLength)
    {
        int letters = random.Next(3) == 0 ? Alphabet.Length : random.Next(2) == 0 ? 2 : 8;
        return Enumerable.Range(0, random.Next(maxLength + 1)).Select(_ => Alphabet[random.Next(letters)]).ToArray();
    }

    public RegexModel Model(int depth)
    {
        if (depth == 0)
        {
            return Atom();
        }

        return random.Next(12) switch
        {
            0 or 1 or 2 or 3 => new RegexModel.Sequence(Model(depth - 1), Model(depth - 1)),
            4 or 5 => new RegexModel.Either(Model(depth - 1), Model(depth - 1)),
            6 => new RegexModel.Both(Model(depth - 1), Model(depth - 1)),
            7 => new RegexModel.Not(Model(depth - 1)),
            8 or 9 or 10 => Repeat(Model(depth - 1)),
            _ => Atom(),
        };
    }

    private static int Small(int codePoint) => codePoint switch
    {
        >= 'A' and <= 'Z' => codePoint + 0x20,
        0x212A => 'k',
        _ => codePoint,
    };

    private static bool AreEqual(int left, int right, bool ignoreCase) => left == right || (ignoreCase && Small(left) == Small(right));

    private RegexModel Repeat(RegexModel inner)
    {
        int min = random.Next(4);
        int max = min + random.Next(3);
        return random.Next(6) switch
        {
            0 => new RegexModel.Repeat(inner, "?", 0, 1),
            1 => new RegexModel.Repeat(inner, "*", 0, null),
            2 => new RegexModel.Repeat(inner, "+", 1, null),
            3 => new RegexModel.Repeat(inner, $"{{{min}}}", min, min),
            4 => new RegexModel.Repeat(inner, $"{{{min},}}", min, null),
            _ => new RegexModel.Repeat(inner, $"{{{min},{max}}}", min, max),
        };
    }

    private RegexModel Atom() => random.Next(20) switch
    {
        0 => new RegexModel.One(".", (_, _) => true),
        1 => new RegexModel.Span("@", (_, _) => true),
        2 => random.Next(3) == 0 ? new RegexModel.Span("#", (_, _) => false) : new RegexModel.Span("()", (text, _) => text.Count == 0),
        3 or 4 or 5 => Class(),
        6 => Shorthand(),
        7 => Interval(),
        8 => Quoted(),
        _ => Letter(),
    };

    private RegexModel Letter()
    {
        int letter = Alphabet[random.Next(random.Next(2) == 0 ? 2 : Alphabet.Length)];
        string text = Character(letter);
        bool escape = letter == '"' || random.Next(8) == 0;
        return new RegexModel.One(escape ? "\\" + text : text, (c, ignoreCase) => AreEqual(c, letter, ignoreCase));
    }

    private RegexModel Quoted()
    {
        int[] letters = Text(3).Where(c => c != '"').ToArray();
        string printed = "\"" + string.Concat(letters.Select(Character)) + "\"";
        return new RegexModel.Span(
            printed,
            (text, ignoreCase) =>
                text.Count == letters.Length && text.Zip(letters).All(pair => AreEqual(pair.First, pair.Second, ignoreCase)));
    }

    private RegexModel Shorthand()
    {
        (string printed, Func<int, bool, bool> accepts) = ShorthandParts();
        return new RegexModel.One(printed, accepts);
    }

    private (string Printed, Func<int, bool, bool> Accepts) ShorthandParts()
    {
        char letter = "dDwWsS"[random.Next(6)];

        return ("\\" + letter, (c, ignoreCase) =>
        {
            // The Kelvin sign is a case variant of a word character.
            bool isMember = char.ToLowerInvariant(letter) switch
            {
                'd' => c is >= '0' and <= '9',
                'w' => c is (>= '0' and <= '9') or 'a' or 'b' or 'A' or 'k' || (ignoreCase && c == 0x212A),
                _ => c == '\n',
            };
            return isMember != char.IsUpper(letter);
        });
    }

    private RegexModel Class()
    {
        List<Func<int, bool, bool>> members = [];
        bool isNegated = random.Next(3) == 0;
        string printed = isNegated ? "[^" : "[";
        for (int count = 1 + random.Next(3); count > 0; count--)
        {
            int kind = random.Next(5);
            if (kind == 0)
            {
                (string text, Func<int, bool, bool> accepts) = ShorthandParts();
                printed += text;
                members.Add(accepts);
                continue;
            }

            int first = Alphabet[random.Next(Alphabet.Length)];
            int last = kind < 3 ? Alphabet[random.Next(Alphabet.Length)] : first;
            (first, last) = (Math.Min(first, last), Math.Max(first, last));
            printed += "\\" + Character(first) + (last > first ? "-\\" + Character(last) : "");
            members.Add((c, ignoreCase) => IsBetween(c, first, last) || (ignoreCase && Variants(c).Any(v => IsBetween(v, first, last))));
        }

        return new RegexModel.One(printed + "]", (c, ignoreCase) => members.Exists(accepts => accepts(c, ignoreCase)) != isNegated);
    }

    private RegexModel Interval()
    {
        string from = Number();
        string to = Number();
        int low = Math.Min(int.Parse(from), int.Parse(to));
        int high = Math.Max(int.Parse(from), int.Parse(to));
        return new RegexModel.Span(
            $"<{from}-{to}>",
            (text, _) =>
            {
                bool isNumber = text.Count > 0 && text.All(c => c is >= '0' and <= '9');
                return isNumber
                    && (from.Length != to.Length || text.Count == from.Length)
                    && text.Aggregate(0L, (value, c) => (value * 10) + (c - '0')) is long value
                    && value >= low
                    && value <= high;
            });
    }

    private string Number() => string.Concat(Enumerable.Range(0, 1 + random.Next(3)).Select(_ => (char)('0' + random.Next(4))));

    private static bool IsBetween(int c, int first, int last) => c >= first && c <= last;

    private static int[] Variants(int c) => Small(c) switch
    {
        'k' => ['k', 'K', 0x212A],
        int small and >= 'a' and <= 'z' => [small, small - 0x20],
        _ => [c],
    };

    /// <summary>A code point as text, lone surrogates included.</summary>
    public static string Character(int codePoint) => codePoint > 0xFFFF ? char.ConvertFromUtf32(codePoint) : ((char)codePoint).ToString();
}
