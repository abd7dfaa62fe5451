using System.Runtime.InteropServices;

namespace EqlPS.Benchmarks.Evtx;

/// <summary>What one run of a way of reading came to.</summary>
/// <param name="PerCpuSecond">Records per second of user and system time.</param>
/// <param name="PerUserSecond">Records per second of user time.</param>
/// <param name="Megabytes">Per second of user and system time.</param>
/// <param name="PerSecond">Records per second of the wall clock.</param>
/// <param name="Allocated">Bytes allocated for a record.</param>
/// <param name="Paused">The part of the time that the collector took.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Figures(
    double PerCpuSecond, double PerUserSecond, double Megabytes, double PerSecond, double Allocated, double Paused);
