namespace EqlPS.Events.Objects;

/// <summary>Reads what needs no host: dictionaries, lists, texts and XML nodes.</summary>
internal sealed class PlainObjectAccess : IObjectAccess
{
    public object? Unwrap(object? item) => item;

    public string? EventXmlOf(object item) => null;

    public bool HasFields(object item) => false;

    public bool TryGetField(object item, string name, out object? value)
    {
        value = null;
        return false;
    }

    public void VisitFields(object item, IObjectFieldSink sink)
    {
    }

    public void Forget()
    {
    }

    public string TypeNameOf(object item) => item.GetType().FullName ?? item.GetType().Name;
}
