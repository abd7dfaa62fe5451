namespace EqlPS.Hunting.Files;

/// <summary>An input, or a member of an archive, of which nothing can be read; the others go on.</summary>
/// <param name="Name">The input.</param>
/// <param name="Message">Names it and says why.</param>
internal sealed record InputFailed(string Name, string Message) : HuntStep;
