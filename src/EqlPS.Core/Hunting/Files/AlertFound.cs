using EqlPS.Alerts;

namespace EqlPS.Hunting.Files;

/// <summary>An alert: certain ones in reading order while input is read, then the rest by place.</summary>
internal sealed record AlertFound(Alert Alert) : HuntStep;
