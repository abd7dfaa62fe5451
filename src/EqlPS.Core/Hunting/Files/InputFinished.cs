using EqlPS.Events;

namespace EqlPS.Hunting.Files;

/// <summary>An input all of whose sources were read.</summary>
/// <param name="Name">The input.</param>
/// <param name="Losses">Archives and members that cannot be opened.</param>
internal sealed record InputFinished(string Name, InputLossLog Losses) : HuntStep;
