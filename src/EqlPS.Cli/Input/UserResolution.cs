using EqlPS.Events.Input;
using EqlPS.Mappings;
using EqlPS.Mappings.Accounts;

namespace EqlPS.Cli.Input;

/// <summary>Adds the accounts that the input tells of to the mappings.</summary>
internal static class UserResolution
{
    /// <summary>The mappings with the accounts of all inputs that can be read twice.</summary>
    /// <param name="mappings">Null for the built-in ones.</param>
    /// <param name="inputs">What will be read.</param>
    /// <param name="cancellation">Ends it.</param>
    public static MappingSet Add(MappingSet? mappings, IEnumerable<InputSource> inputs, CancellationToken cancellation)
    {
        mappings ??= MappingSet.BuiltIn;
        var survey = new AccountSurvey(mappings);
        foreach (InputSource input in inputs.Where(i => i.IsRepeatable))
        {
            survey.Read(input, cancellation);
        }

        return mappings.With(survey.Accounts);
    }
}
