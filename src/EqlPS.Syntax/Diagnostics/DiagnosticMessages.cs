using System.Resources;

namespace EqlPS.Diagnostics;

/// <summary>The message texts of all diagnostics; the resource key of a text is the name of its code.</summary>
internal static class DiagnosticMessages
{
    private static readonly ResourceManager Resources = new("EqlPS.Resources.Diagnostics", typeof(DiagnosticMessages).Assembly);

    /// <summary>The composite format string of a code.</summary>
    public static string TextOf(DiagnosticCode code) =>
        Resources.GetString(code.ToString()) ?? throw new InvalidOperationException($"no message text for {code}");
}
