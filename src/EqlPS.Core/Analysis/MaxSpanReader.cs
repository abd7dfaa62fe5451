using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Parsing;

namespace EqlPS.Analysis;

/// <summary>Reads the time span of a sequence.</summary>
internal static class MaxSpanReader
{
    /// <summary>The span in units of 100 ns; null after an error.</summary>
    public static long? ReadTicks(MaxSpan span, DiagnosticBag diagnostics)
    {
        if (span.Amount.Value is not long amount || amount <= 0)
        {
            diagnostics.Error(DiagnosticCode.MaxSpanNotPositive, span.Amount.Span, BoundText.Shown(span.Amount.ToString()));
            return null;
        }

        if (span.Unit is null)
        {
            diagnostics.Error(DiagnosticCode.MaxSpanUnitMissing, span.Amount.Span, amount);
            return null;
        }

        long unit = span.Unit switch
        {
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" => TimeSpan.TicksPerMinute,
            "h" => TimeSpan.TicksPerHour,
            "d" => TimeSpan.TicksPerDay,
            _ => 0,
        };
        if (unit == 0)
        {
            var unitSpan = new TextSpan(span.Span.End - span.Unit.Length, span.Unit.Length);
            diagnostics.Error(DiagnosticCode.MaxSpanUnitUnknown, unitSpan, BoundText.Shown(span.Unit));
            return null;
        }

        // Not longer than all of time, so that event time and span can be compared without overflow.
        if (amount > DateTime.MaxValue.Ticks / unit)
        {
            diagnostics.Error(DiagnosticCode.MaxSpanNotPositive, span.Amount.Span, BoundText.Shown(span.Amount.ToString()));
            return null;
        }

        return amount * unit;
    }
}
