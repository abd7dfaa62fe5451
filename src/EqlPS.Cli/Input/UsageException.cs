namespace EqlPS.Cli.Input;

/// <summary>An argument that cannot be used; the message says why and what to do.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
