using System.Text;
using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Parsing;
using EqlPS.Tests.Support;
using Sprache;

namespace EqlPS.Tests.Parsing;

/// <summary>Random texts, seeded: whatever is typed, there is a tree or a reason, and the parts of the parser agree.</summary>
public sealed class ParserFuzzTests
{
    private static readonly string[] Vocabulary =
    [
        "and", "or", "not", "in", "in~", "like", "like~", "regex~", "any", "where", "by", "with", "maxspan", "=", "until", "sequence",
        "sample", "join", "of", "true", "null", "==", "!=", "<", ">=", "+", "-", "*", "/", "%", ".", ",", "[", "![", "]", "(", ")", "|",
        "?", ":", "process", "a", "b.c", "`q r`", "f(", "g~(", "5", "2.5", "5m", "\"s\"", "\"\"\"r\"\"\"", "'t'", "head", "runs", "AND",
        "NOT", "child of [", "[any where", "any where", "= 3", "&&", "!", "<>", "//", "/*", "*/", "\"", "`", "\\", "\n", "“", "[0]",
        "IS", "NULL",
    ];

    private static readonly string[] Seeds = CaseFile.Rows("parse.cases").Concat(CaseFile.Rows("syntax-errors.cases"))
        .Select(row => ((string)row[1]).Replace("␤", "\n")).ToArray();

    [Fact]
    public void TokenSoupHasATreeOrAReason()
    {
        var random = new Random(20240601);
        for (int i = 0; i < 20_000; i++)
        {
            string start = random.Next(3) switch { 0 => "any where ", 1 => "sequence [any where a] ", _ => string.Empty };
            IEnumerable<string> words = Enumerable.Range(0, random.Next(1, 14)).Select(_ => Vocabulary[random.Next(Vocabulary.Length)]);
            Check(start + string.Join(" ", words));
        }
    }

    [Fact]
    public void AMutatedQueryHasATreeOrAReason()
    {
        var random = new Random(20240602);
        for (int i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(Seeds[random.Next(Seeds.Length)]);
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                int at = random.Next(text.Length + 1);
                switch (random.Next(5))
                {
                    case 0: text.Insert(at, $" {Vocabulary[random.Next(Vocabulary.Length)]} "); break;
                    case 1: text.Insert(at, (char)random.Next(1, 128)); break;
                    case 2: text.Remove(at, Math.Min(random.Next(1, 6), text.Length - at)); break;
                    case 3: text.Insert(at, (char)random.Next(128, 0x10000)); break;
                    default: text.Append(' ').Append(Seeds[random.Next(Seeds.Length)], 0, 1).Append(text.ToString(0, at)); break;
                }
            }

            Check(text.ToString());
        }
    }

    [Fact]
    public void ARandomTreeIsReadBackFromItsText()
    {
        var random = new Random(20240603);
        for (int i = 0; i < 5_000; i++)
        {
            var query = new Query(
                new EventQuery(new EventFilter(Text(random), RandomTree.Expression(random, 4))),
                new NodeList<Pipe>([new Pipe("filter", new NodeList<Expression>([RandomTree.Expression(random, 2)]))]));
            string printed = query.ToString();

            ParseResult result = EqlParser.Parse(printed);

            Assert.True(query.Equals(result.Query), printed + "\n" + DiagnosticFormatter.Format(printed, result.Diagnostics));
            Assert.Equal(printed, result.Query!.ToString());
        }
    }

    private static string? Text(Random random) => random.Next(4) == 0 ? null : RandomTree.Text(random);

    private static void Check(string text)
    {
        ParseResult result = EqlParser.Parse(text);

        bool hasErrors = result.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.True(hasErrors != result.Query is not null, text);
        Assert.All(result.Diagnostics, diagnostic =>
        {
            Assert.InRange(diagnostic.Span.Start, 0, text.Length);
            Assert.InRange(diagnostic.Span.End, diagnostic.Span.Start, text.Length);
            Assert.NotEqual(string.Empty, diagnostic.Message);
        });
        Assert.NotNull(DiagnosticFormatter.Format(text, result.Diagnostics));
        if (result.Query is { } query)
        {
            string printed = query.ToString();
            Assert.True(query.Equals(EqlParser.Parse(printed).Query), text + "\n" + printed);
        }
        else
        {
            AssertNoFalseAlarm(text, result);
        }
    }

    // A slip is no false alarm if the grammar refuses the text as well. The one exception is a keyword that was written where a function
    // or an option is named, which only analysis could refuse.
    private static void AssertNoFalseAlarm(string text, ParseResult result)
    {
        var lexical = new DiagnosticBag();
        var stream = new TokenStream(text, Scanner.Scan(text, lexical));
        if (!lexical.HasErrors && stream.Tokens.Length > 1 && EqlGrammar.Query(stream.Start).WasSuccessful)
        {
            Assert.All(
                result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error),
                diagnostic => Assert.True(diagnostic.Code == DiagnosticCode.KeywordCase, $"{text}\n{diagnostic}"));
        }
    }
}
