namespace EqlPS.Events.Input;

/// <summary>A source that cannot be read at all; the message names it and says why.</summary>
internal sealed class InputException(string message, Exception inner) : Exception(message, inner);
