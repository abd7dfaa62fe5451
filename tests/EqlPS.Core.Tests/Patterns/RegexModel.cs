using System.Numerics;
using System.Text;

namespace EqlPS.Tests.Patterns;

/// <summary>
/// A regular expression as a tree that prints itself and finds its matches by trying everything, on texts of up to 60 code points.
/// </summary>
internal abstract record RegexModel
{
    /// <summary>
    /// How tightly the printed form binds: 0 alternatives, 1 intersection, 2 sequence, 3 repeat, 4 complement, 5 an atom.
    /// </summary>
    protected abstract int Level { get; }

    /// <summary>Where matches that begin at <paramref name="start"/> may end: bit n for before code point n.</summary>
    public abstract ulong Ends(int[] text, int start, bool ignoreCase);

    protected abstract void Print(StringBuilder to);

    public sealed override string ToString()
    {
        StringBuilder builder = new();
        Print(builder);
        return builder.ToString();
    }

    /// <summary>Whether the model matches the whole text.</summary>
    public bool IsMatch(int[] text, bool ignoreCase) => (Ends(text, 0, ignoreCase) & (1UL << text.Length)) != 0;

    private static ulong EndsFromAll(RegexModel model, ulong starts, int[] text, bool ignoreCase)
    {
        ulong ends = 0;
        for (; starts != 0; starts &= starts - 1)
        {
            ends |= model.Ends(text, BitOperations.TrailingZeroCount(starts), ignoreCase);
        }

        return ends;
    }

    private static ulong From(int start, int[] text) => ((1UL << (text.Length + 1)) - 1) & ~((1UL << start) - 1);

    private static void PrintAt(RegexModel model, int level, StringBuilder to)
    {
        bool needsGroup = model.Level < level;
        to.Append(needsGroup ? "(" : "");
        model.Print(to);
        to.Append(needsGroup ? ")" : "");
    }

    /// <summary>A fixed piece of text that matches one code point under a test, or a few characters literally.</summary>
    internal sealed record One(string Printed, Func<int, bool, bool> Accepts) : RegexModel
    {
        protected override int Level => 5;

        public override ulong Ends(int[] text, int start, bool ignoreCase) =>
            start < text.Length && Accepts(text[start], ignoreCase) ? 1UL << (start + 1) : 0;

        protected override void Print(StringBuilder to) => to.Append(Printed);
    }

    /// <summary>A fixed piece of text whose matches are told by the text they cover.</summary>
    internal sealed record Span(string Printed, Func<ArraySegment<int>, bool, bool> Accepts) : RegexModel
    {
        protected override int Level => 5;

        public override ulong Ends(int[] text, int start, bool ignoreCase)
        {
            ulong ends = 0;
            for (int end = start; end <= text.Length; end++)
            {
                ends |= Accepts(new ArraySegment<int>(text, start, end - start), ignoreCase) ? 1UL << end : 0;
            }

            return ends;
        }

        protected override void Print(StringBuilder to) => to.Append(Printed);
    }

    internal sealed record Sequence(RegexModel First, RegexModel Second) : RegexModel
    {
        protected override int Level => 2;

        public override ulong Ends(int[] text, int start, bool ignoreCase) =>
            EndsFromAll(Second, First.Ends(text, start, ignoreCase), text, ignoreCase);

        protected override void Print(StringBuilder to)
        {
            PrintAt(First, 2, to);
            PrintAt(Second, 2, to);
        }
    }

    internal sealed record Either(RegexModel First, RegexModel Second) : RegexModel
    {
        protected override int Level => 0;

        public override ulong Ends(int[] text, int start, bool ignoreCase) =>
            First.Ends(text, start, ignoreCase) | Second.Ends(text, start, ignoreCase);

        protected override void Print(StringBuilder to)
        {
            PrintAt(First, 0, to);
            to.Append('|');
            PrintAt(Second, 0, to);
        }
    }

    internal sealed record Both(RegexModel First, RegexModel Second) : RegexModel
    {
        protected override int Level => 1;

        public override ulong Ends(int[] text, int start, bool ignoreCase) =>
            First.Ends(text, start, ignoreCase) & Second.Ends(text, start, ignoreCase);

        protected override void Print(StringBuilder to)
        {
            PrintAt(First, 1, to);
            to.Append('&');
            PrintAt(Second, 1, to);
        }
    }

    internal sealed record Not(RegexModel Inner) : RegexModel
    {
        protected override int Level => 4;

        public override ulong Ends(int[] text, int start, bool ignoreCase) => From(start, text) & ~Inner.Ends(text, start, ignoreCase);

        protected override void Print(StringBuilder to)
        {
            to.Append('~');
            PrintAt(Inner, 4, to);
        }
    }

    internal sealed record Repeat(RegexModel Inner, string Printed, int Min, int? Max) : RegexModel
    {
        protected override int Level => 3;

        public override ulong Ends(int[] text, int start, bool ignoreCase)
        {
            ulong reached = 1UL << start;
            for (int i = 0; i < Min; i++)
            {
                reached = EndsFromAll(Inner, reached, text, ignoreCase);
            }

            ulong all = reached;
            for (int i = Min; reached != 0 && (Max is null || i < Max); i++)
            {
                ulong next = EndsFromAll(Inner, reached, text, ignoreCase);
                reached = Max is null ? next & ~all : next;
                all |= next;
            }

            return all;
        }

        protected override void Print(StringBuilder to)
        {
            PrintAt(Inner, 3, to);
            to.Append(Printed);
        }
    }
}
