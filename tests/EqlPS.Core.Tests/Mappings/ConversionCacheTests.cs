using EqlPS.Mappings.Compilation;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Mappings;

/// <summary>What a step made of texts is remembered, of very long ones it is not; results are those of the step.</summary>
public sealed class ConversionCacheTests
{
    [Theory]
    [InlineData(10, 1)]
    [InlineData(30_000, 1)]
    [InlineData(70_000, 2)]
    public void VeryLongTextsAreConvertedEachTime(int length, int expected)
    {
        int count = 0;
        var cache = new ConversionCache();
        var value = EqlValue.From(new string('x', length));
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(length, cache.Get(value, Length).AsInteger());
        }

        Assert.Equal(expected, count);

        EqlValue Length(in EqlValue text)
        {
            count++;
            return EqlValue.From((long)text.AsText().Length);
        }
    }

    [Fact]
    public void NoneOfThemIsHeld()
    {
        var cache = new ConversionCache();
        Assert.Equal(0, Held.CountAfter(() => Enumerable.Range(0, 10).Select(i =>
        {
            string text = new string('x', 70_000) + i;
            cache.Get(EqlValue.From(text), static (in EqlValue value) => value);
            return text;
        })));
        GC.KeepAlive(cache);
    }
}
