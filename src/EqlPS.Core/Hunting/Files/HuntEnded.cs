namespace EqlPS.Hunting.Files;

/// <summary>The last step; all alerts were given before it.</summary>
internal sealed record HuntEnded(HuntResult Result) : HuntStep;
