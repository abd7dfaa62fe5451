namespace EqlPS.Hunting.Kept;

/// <summary>Events that must be kept fit neither into memory nor into a temporary file; the message says what to do.</summary>
internal sealed class StoreException(string message, Exception inner) : Exception(message, inner);
