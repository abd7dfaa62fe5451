using EqlPS.Ast;
using Sprache;

namespace EqlPS.Parsing;

/// <summary>The grammar above the level of expressions, one parser per rule, from the smallest rule up.</summary>
internal static partial class EqlGrammar
{
    /// <summary><c>by expression, ...</c></summary>
    private static readonly Parser<NodeList<Expression>> Keys =
        from keyword in EqlTokens.By
        from keys in ((Parser<Expression>)Expression).XDelimitedBy(EqlTokens.Comma)
        select new NodeList<Expression>(keys);

    private static readonly Parser<NodeList<Expression>> OptionalKeys = Keys.XOr(Parse.Return(NodeList<Expression>.Empty));

    /// <summary><c>with maxspan=amount unit</c></summary>
    private static readonly Parser<MaxSpan> Span =
        Spanned(
            from with in EqlTokens.With
            from name in EqlTokens.MaxSpan
            from assign in EqlTokens.Assign
            from amount in EqlTokens.Number
            from unit in ((Parser<string?>)Unit)
            select new MaxSpan(amount, unit));

    private static readonly Parser<MaxSpan?> OptionalSpan = Span.XOr(Parse.Return<MaxSpan?>(null)!);

    /// <summary><c>with name=number</c> behind a stage</summary>
    private static readonly Parser<StageOption> Option =
        Spanned(
            from with in EqlTokens.With
            from name in (Parser<string>)OptionName
            from assign in EqlTokens.Assign
            from value in EqlTokens.Number
            select new StageOption(name, value));

    private static readonly Parser<StageOption?> OptionalOption = Option.XOr(Parse.Return<StageOption?>(null)!);

    /// <summary><c>[category where condition] by key, ... with name=number</c></summary>
    private static readonly Parser<Stage> Stage =
        Spanned(
            from bracket in (Parser<Stage>)Bracket
            from keys in OptionalKeys
            from option in OptionalOption
            select new Stage(bracket.Filter, bracket.IsMissing, keys, option));

    private static readonly Parser<IEnumerable<Stage>> Stages = Stage.XAtLeastOnce();

    private static readonly Parser<Stage?> OptionalUntil =
        (from until in EqlTokens.Until
         from stage in Stage
         select stage).XOr(Parse.Return<Stage?>(null)!);

    private static readonly Parser<SequenceQuery> KeysThenSpan =
        from keys in Keys
        from span in OptionalSpan
        select new SequenceQuery(keys, span, NodeList<Stage>.Empty, null, SpanBeforeKeys: false);

    private static readonly Parser<SequenceQuery> SpanThenKeys =
        from span in Span
        from keys in OptionalKeys
        select new SequenceQuery(keys, span, NodeList<Stage>.Empty, null, SpanBeforeKeys: keys.Count > 0);

    /// <summary>The part of a sequence before its stages; stages are added later.</summary>
    private static readonly Parser<SequenceQuery> SequenceHeader =
        KeysThenSpan.XOr(SpanThenKeys).XOr(Parse.Return(
            new SequenceQuery(NodeList<Expression>.Empty, null, NodeList<Stage>.Empty, null, SpanBeforeKeys: false)));

    private static readonly Parser<QueryBody> Sequence =
        from keyword in EqlTokens.Sequence
        from header in SequenceHeader
        from stages in Stages
        from until in OptionalUntil
        select header with { Stages = new NodeList<Stage>(stages), Until = until };

    private static readonly Parser<QueryBody> Sample =
        from keyword in EqlTokens.Sample
        from keys in OptionalKeys
        from stages in Stages
        select new SampleQuery(keys, new NodeList<Stage>(stages));

    private static readonly Parser<QueryBody> Join =
        from keyword in EqlTokens.Join
        from keys in OptionalKeys
        from stages in Stages
        from until in OptionalUntil
        select new JoinQuery(keys, new NodeList<Stage>(stages), until);

    private static readonly Parser<QueryBody> Event =
        ((Parser<EventFilter>)EventFilter).Select(filter => (QueryBody)new EventQuery(filter));

    private static readonly Parser<QueryBody> Body = Spanned(Sequence.XOr(Sample).XOr(Join).XOr(Event));

    private static readonly Parser<NodeList<Expression>> PipeArguments =
        ((Parser<Expression>)Expression).XDelimitedBy(EqlTokens.Comma).Select(items => new NodeList<Expression>(items))
            .XOr(Parse.Return(NodeList<Expression>.Empty));

    /// <summary><c>| name argument, ...</c></summary>
    private static readonly Parser<Pipe> Pipe =
        Spanned(
            from bar in EqlTokens.Pipe
            from name in (Parser<Pipe>)PipeName
            from arguments in PipeArguments
            select name with { Arguments = arguments });

    /// <summary>A whole statement.</summary>
    public static readonly Parser<Query> Query =
        Spanned(
            from body in Body
            from pipes in Pipe.XMany()
            from end in EqlTokens.End
            select new Query(body, new NodeList<Pipe>(pipes)));

    private static Parser<T> Spanned<T>(Parser<T> rule)
        where T : Node => input =>
    {
        IResult<T> result = rule(input);
        return result.WasSuccessful
            ? Result.Success((T)((Node)result.Value with { Span = ((TokenInput)input).SpanTo(result.Remainder) }), result.Remainder)
            : result;
    };
}
