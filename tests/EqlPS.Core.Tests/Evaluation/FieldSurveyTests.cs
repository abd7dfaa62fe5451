using EqlPS.Evaluation;
using EqlPS.Values;

namespace EqlPS.Tests.Evaluation;

/// <summary>What a survey of fields remembers of texts that a hostile log may have.</summary>
public sealed class FieldSurveyTests
{
    private const int Long = 100_000;

    [Fact]
    public void OfLongTextsTheBeginningIsNotedAndNothingWrongIsSaid()
    {
        var survey = new FieldSurvey(1, [0], [0]);
        var context = new EvaluationContext(1);
        context.Set(0, EqlValue.From(new string('a', Long)));
        survey.Observe(context);
        Assert.True(survey.IsSeen(0));
        Assert.InRange(Assert.Single(survey.TextsOf(0)).Length, 1, 1000);
        Assert.False(survey.LacksTexts(0, [new string('a', Long)], StringComparer.Ordinal));
        Assert.True(survey.LacksTexts(0, [new string('b', Long)], StringComparer.Ordinal));
        Assert.True(survey.LacksTexts(0, ["a"], StringComparer.Ordinal));
    }
}
