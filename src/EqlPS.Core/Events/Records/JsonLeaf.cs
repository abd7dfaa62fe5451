namespace EqlPS.Events.Records;

/// <summary>A text, number or boolean in a JSON record.</summary>
/// <param name="Path">The names on the way to it, parted by dots.</param>
/// <param name="Text">Its text; a number or boolean as it is written.</param>
/// <param name="Item">Numbers the innermost array item around it; 0 outside arrays.</param>
internal readonly record struct JsonLeaf(string Path, string Text, int Item);
