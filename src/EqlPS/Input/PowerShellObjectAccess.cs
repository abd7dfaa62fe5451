using System.Management.Automation;
using System.Reflection;
using EqlPS.Events.Objects;
using EqlPS.Objects;

namespace EqlPS.Input;

/// <summary>Tells the engine what PowerShell's objects hold. For one thread: that of the pipeline.</summary>
internal sealed class PowerShellObjectAccess : IObjectAccess
{
    private readonly Dictionary<Type, Func<object, string?>?> _xmlByType = [];

    // To list the properties of an object costs more than all that is done with them.
    private readonly List<PSPropertyInfo> _properties = [];
    private object? _visited;

    public object? Unwrap(object? item)
    {
        object? inner = item is PSObject wrapper && wrapper.BaseObject is not PSCustomObject ? wrapper.BaseObject : item;
        return inner is EqlEvent known ? known.Source : inner;
    }

    public string? EventXmlOf(object item)
    {
        if (item is PSObject)
        {
            return null;
        }

        Type type = item.GetType();
        if (!_xmlByType.TryGetValue(type, out Func<object, string?>? read))
        {
            read = FindReader(type);
            _xmlByType.Add(type, read);
        }

        return read?.Invoke(item);
    }

    public bool HasFields(object item) => item is PSObject;

    public bool TryGetField(object item, string name, out object? value)
    {
        value = null;
        PSPropertyInfo? property = ((PSObject)item).Properties[name];
        if (property is null || !string.Equals(property.Name, name, StringComparison.Ordinal))
        {
            return false;
        }

        value = ValueOf(property);
        return true;
    }

    public void VisitFields(object item, IObjectFieldSink sink)
    {
        if (_visited is null)
        {
            _properties.Clear();
            _properties.AddRange(((PSObject)item).Properties);
            _visited = item;
        }

        if (ReferenceEquals(item, _visited))
        {
            foreach (PSPropertyInfo property in _properties)
            {
                Give(property, sink);
            }
        }
        else
        {
            foreach (PSPropertyInfo property in ((PSObject)item).Properties)
            {
                Give(property, sink);
            }
        }
    }

    public void Forget() => _visited = null;

    public string TypeNameOf(object item) =>
        item is PSObject { TypeNames.Count: > 0 } wrapper ? wrapper.TypeNames[0] : item.GetType().FullName ?? item.GetType().Name;

    private static void Give(PSPropertyInfo property, IObjectFieldSink sink)
    {
        string name = property.Name;
        if (!sink.Wants(name))
        {
            return;
        }

        object? value;
        try
        {
            value = ValueOf(property);
        }
        catch (ObjectAccessException error)
        {
            sink.Fail(name, error);
            return;
        }

        sink.Take(name, value);
    }

    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException error)
        {
            throw new ObjectAccessException($"the property {property.Name} cannot be read: {error.Message}", error);
        }
    }

    // Log records are known by what they can do: their assembly is there only on Windows.
    private static Func<object, string?>? FindReader(Type type)
    {
        MethodInfo? method = type.GetMethod("ToXml", BindingFlags.Public | BindingFlags.Instance, null, Type.EmptyTypes, null);
        return method?.ReturnType == typeof(string) ? item => Invoke(method, item) : null;
    }

    private static string? Invoke(MethodInfo method, object item)
    {
        try
        {
            return (string?)method.Invoke(item, null);
        }
        catch (TargetInvocationException error)
        {
            throw error.InnerException is PipelineStoppedException or OperationCanceledException ? error.InnerException
                : new ObjectAccessException($"the record's XML cannot be had: {error.InnerException?.Message}", error);
        }
    }
}
