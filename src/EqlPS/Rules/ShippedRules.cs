using EqlPS.Errors;

namespace EqlPS.Rules;

/// <summary>Finds the rules that come with the module.</summary>
internal static class ShippedRules
{
    // From the assembly's folder module/bin/<framework> to the module's root.
    private static readonly string[] ToFolder = ["..", "..", "..", "rules"];

    /// <summary>The folder they lie in, whether it exists or not.</summary>
    public static string Folder => Path.GetFullPath(
        Path.Combine([Path.GetDirectoryName(typeof(ShippedRules).Assembly.Location)!, .. ToFolder]));

    /// <summary>Reads them.</summary>
    /// <exception cref="EqlUsageException">They are not there.</exception>
    public static RuleSet Load(CancellationToken cancellation = default) => Directory.Exists(Folder)
        ? RuleSet.Load([Folder], cancellation)
        : throw new EqlUsageException(ErrorIds.NoRule, $"The rules that come with EqlPS are missing: there is no folder {Folder}.",
            System.Management.Automation.ErrorCategory.ObjectNotFound, Folder);
}
