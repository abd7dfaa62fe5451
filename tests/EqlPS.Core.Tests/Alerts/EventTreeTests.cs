using System.Text;
using System.Text.Json;
using EqlPS.Alerts;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Alerts;

/// <summary>What events have in common.</summary>
public sealed class EventTreeTests
{
    public static IEnumerable<object[]> Cases() => CaseFile.Rows("intersection.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void IntersectionKeepsWhatIsEqual(int line, string input, string expected)
    {
        string[] sides = input.Split('∩');
        EventNode left = EventTree.Read(Encoding.UTF8.GetBytes(sides[0].Trim()));
        EventNode right = EventTree.Read(Encoding.UTF8.GetBytes(sides[1].Trim()));
        Assert.Equal($"{line}: {expected}", $"{line}: {Write(EventTree.Intersect(left, right) ?? EventNode.Object())}");
    }

    [Fact]
    public void LargeListsIntersectQuickly()
    {
        string list = "{\"a\":[" + string.Join(",", Enumerable.Range(0, 200_000)) + "]}";
        EventNode left = EventTree.Read(Encoding.UTF8.GetBytes(list));
        Assert.Equal(list, Write(EventTree.Intersect(left, EventTree.Read(Encoding.UTF8.GetBytes(list)))!));
    }

    private static string Write(EventNode node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            node.Write(writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
