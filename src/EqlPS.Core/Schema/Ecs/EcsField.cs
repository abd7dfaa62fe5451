namespace EqlPS.Schema.Ecs;

/// <summary>What the Elastic Common Schema says of a field.</summary>
/// <param name="Type">Its type in an index, such as <c>keyword</c>.</param>
/// <param name="HoldsSeveral">True if it holds a list of values.</param>
internal readonly record struct EcsField(string Type, bool HoldsSeveral);
