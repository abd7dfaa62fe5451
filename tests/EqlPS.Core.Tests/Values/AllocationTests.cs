using System.Text;
using EqlPS.Values;

namespace EqlPS.Tests.Values;

public class AllocationTests
{
    [Fact]
    public void Parsing_and_comparing_allocate_nothing()
    {
        byte[] time = Encoding.ASCII.GetBytes("2020-04-30T05:06:07.1234567Z");
        byte[] address = Encoding.ASCII.GetBytes("fe80::1ff:fe23:4567:890a");
        CidrBlock.TryParse("fe80::/10".AsSpan(), out CidrBlock block);
        CidrSet set = new([block]);
        DateFormat.TryCreate("yyyy/MM/dd||epoch_millis", out DateFormat format);
        VersionValue version = new("10.0.19041-a.1");
        VersionValue other = new("10.0.19041-a.2");
        int answers = Run();

        long before = GC.GetAllocatedBytesForCurrentThread();
        int again = Run();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(12, answers);
        Assert.Equal(12, again);
        Assert.Equal(0, allocated);

        int Run()
        {
            int count = TimestampParser.TryParse(time, out Timestamp first) ? 1 : 0;
            count += TimestampParser.TryParse("2020-04-30 05:06".AsSpan(), out Timestamp second) && second < first ? 1 : 0;
            count += DateMath.TryParse("now-1d/d".AsSpan(), first, out second, out _) && second < first ? 1 : 0;
            count += format.TryParse("1588223167123".AsSpan(), out second) && second < first ? 1 : 0;
            count += IpAddress.TryParse(address, out IpAddress parsed) && block.Contains(parsed) && set.Contains(parsed) ? 1 : 0;
            count += IpAddress.TryParse("10.1.2.3".AsSpan(), out parsed) && !set.Contains(parsed) ? 1 : 0;
            count += CidrBlock.TryParse("10.0.0.0/8".AsSpan(), out CidrBlock small) && small.Contains(parsed) ? 1 : 0;
            count += CodePointComparer.Compare("System32".AsSpan(), "SysWOW64".AsSpan()) > 0 ? 1 : 0;
            count += version.CompareTo(other) < 0 && !version.Equals(other) ? 1 : 0;
            count += NumberText.TryParse("1234".AsSpan(), out NumberValue number) && number.IsInteger ? 1 : 0;
            count += Arithmetic.Multiply(number, number, out number) == ArithmeticStatus.Ok && number.Integer == 1_522_756 ? 1 : 0;
            Span<char> buffer = stackalloc char[Timestamp.MaxTextLength];
            return count + (first.TryFormat(buffer, out int written) && written == 28 ? 1 : 0);
        }
    }
}
