namespace EqlPS.Events.Objects;

/// <summary>Takes the properties of an object one after the other.</summary>
internal interface IObjectFieldSink
{
    /// <summary>Takes a property; its value may be wrapped.</summary>
    void Take(string name, object? value);
}
