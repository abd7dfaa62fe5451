namespace EqlPS.Hunting.Files;

/// <summary>Something that a hunt over files has to say while it runs.</summary>
internal abstract record HuntStep;
