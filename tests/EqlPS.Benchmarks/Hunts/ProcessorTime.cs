namespace EqlPS.Benchmarks.Hunts;

/// <summary>Processor time in seconds. The kernel counts the sum exactly, and on most systems samples what part of it is whose.</summary>
/// <param name="User">In programs.</param>
/// <param name="System">In the kernel for them.</param>
internal readonly record struct ProcessorTime(double User, double System)
{
    public double Total => User + System;

    public static ProcessorTime operator -(ProcessorTime later, ProcessorTime earlier) =>
        new(later.User - earlier.User, later.System - earlier.System);

    public static ProcessorTime operator +(ProcessorTime one, ProcessorTime other) => new(one.User + other.User, one.System + other.System);
}
