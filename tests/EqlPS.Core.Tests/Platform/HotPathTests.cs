using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using EqlPS.Platform;

namespace EqlPS.Tests.Platform;

/// <summary>What runs for every event is optimised at its first call: the step of the build that sees to it has run.</summary>
public class HotPathTests
{
    private const BindingFlags Own =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private const int LongCode = 17;

    private static readonly Assembly Core = typeof(EqlQuery).Assembly;

    private static bool IsFlaggedBuild =>
        Core.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName.StartsWith(".NETCoreApp", StringComparison.Ordinal)
        && Core.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled != true;

    [Fact]
    public void Long_methods_of_marked_types_are_flagged()
    {
        MethodInfo[] methods = Core.GetTypes().Where(IsMarked).SelectMany(t => t.GetMethods(Own)).Where(IsLong).ToArray();

        Assert.True(methods.Length > 300, $"only {methods.Length} methods");
        Assert.All(methods, m => Assert.True(IsFlagged(m) == IsFlaggedBuild, $"{m.DeclaringType}.{m.Name}"));
    }

    [Fact]
    public void Nothing_else_is_flagged() =>
        Assert.DoesNotContain(Core.GetTypes().Where(t => !IsMarked(t)).SelectMany(t => t.GetMethods(Own)), IsFlagged);

    [Fact]
    public void All_that_is_flagged_can_be_compiled_beforehand()
    {
        MethodInfo[] methods = HotPath.Methods().ToArray();
        foreach (MethodInfo method in methods)
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }

        Assert.Equal(
            Core.GetTypes().Where(t => !t.ContainsGenericParameters).SelectMany(t => t.GetMethods(Own))
                .Count(m => IsFlagged(m) && !m.ContainsGenericParameters),
            methods.Length);
    }

    private static bool IsMarked(Type? type) =>
        type is not null && (type.IsDefined(typeof(HotPathAttribute), inherit: false) || IsMarked(type.DeclaringType));

    private static bool IsLong(MethodInfo method) =>
        (method.MethodImplementationFlags & MethodImplAttributes.AggressiveInlining) == 0
        && method.GetMethodBody()?.GetILAsByteArray() is byte[] code && (method.IsVirtual || code.Length >= LongCode);

    private static bool IsFlagged(MethodInfo method) => (method.MethodImplementationFlags & HotPath.Flag) != 0;
}
