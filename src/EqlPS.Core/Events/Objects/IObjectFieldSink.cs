namespace EqlPS.Events.Objects;

/// <summary>Takes the properties of an object one after the other.</summary>
internal interface IObjectFieldSink
{
    /// <summary>Whether no more properties are wanted.</summary>
    bool IsFull { get; }

    /// <summary>Whether the value of a property is worth reading; if so, <see cref="Take"/> or <see cref="Fail"/> follows.</summary>
    bool Wants(string name);

    /// <summary>Takes a property; its value may be wrapped.</summary>
    void Take(string name, object? value);

    /// <summary>Is told of a property that was wanted and cannot be read. May throw <paramref name="error"/>.</summary>
    void Fail(string name, ObjectAccessException error);
}
