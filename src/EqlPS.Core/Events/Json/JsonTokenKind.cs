namespace EqlPS.Events.Json;

/// <summary>The kinds of JSON values that are neither objects nor arrays.</summary>
internal enum JsonTokenKind : byte
{
    Null,
    False,
    True,
    Number,
    Text,
}
