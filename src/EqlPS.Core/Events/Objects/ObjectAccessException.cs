namespace EqlPS.Events.Objects;

/// <summary>An object of the host cannot be read; the message says why, as an English phrase without a full stop.</summary>
internal sealed class ObjectAccessException(string message, Exception? inner = null) : Exception(message, inner);
