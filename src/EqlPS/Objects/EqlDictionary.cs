using System.Collections;
using System.Dynamic;
using System.Management.Automation;

namespace EqlPS.Objects;

/// <summary>
/// A JSON object as scripts use it: <c>$event.process.name</c>, <c>$event['process.name']</c>. Names are found without regard to case
/// where none is the same. Read-only.
/// </summary>
/// <remarks>
/// It is a dictionary because <c>ConvertTo-Json</c> writes dictionaries as the objects they are. The count of the interface is explicit, so
/// that <c>$alert.Count</c> counts alerts; its other properties are hidden, or PowerShell shows them beside the fields. It is dynamic
/// because commands such as <c>Select-Object</c> look up the names they are given as members, not as keys.
/// </remarks>
public abstract class EqlDictionary : DynamicObject, IDictionary
{
    /// <summary>True: members are neither added nor removed.</summary>
    [Hidden]
    public bool IsFixedSize => true;

    /// <summary>True.</summary>
    [Hidden]
    public bool IsReadOnly => true;

    /// <summary>What the keys are said to be.</summary>
    [Hidden]
    public virtual ICollection Keys => Names.ToArray();

    /// <summary>The values of the members.</summary>
    [Hidden]
    public ICollection Values => Names.Select(name => this[name]).ToArray();

    int ICollection.Count => Names.Count;

    /// <summary>False.</summary>
    [Hidden]
    public bool IsSynchronized => false;

    /// <summary>The object itself.</summary>
    [Hidden]
    public object SyncRoot => this;

    /// <summary>The names of the members, in order.</summary>
    private protected abstract IReadOnlyList<string> Names { get; }

    /// <summary>The value of a name or of a dotted path; null if there is none.</summary>
    public object? this[string path] => Find(path);

    object? IDictionary.this[object key]
    {
        get => key is string path ? Find(path) : null;
        set => throw ReadOnly();
    }

    /// <summary>The names of the members, for completion.</summary>
    public override IEnumerable<string> GetDynamicMemberNames() => Names;

    /// <summary>The value of a member; false if there is none of the name.</summary>
    public override bool TryGetMember(GetMemberBinder binder, out object? result)
    {
        bool isMember = IsMember(binder.Name);
        result = isMember ? Find(binder.Name) : null;
        return isMember;
    }

    bool IDictionary.Contains(object key) => key is string path && IsMember(path);

    void IDictionary.Add(object key, object? value) => throw ReadOnly();

    void IDictionary.Clear() => throw ReadOnly();

    void IDictionary.Remove(object key) => throw ReadOnly();

    void ICollection.CopyTo(Array array, int index)
    {
        foreach (string name in Names)
        {
            array.SetValue(new DictionaryEntry(name, Get(name)), index++);
        }
    }

    /// <summary>The members with their names.</summary>
    public IDictionaryEnumerator GetEnumerator() => new MemberEnumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new MemberEnumerator(this);

    /// <summary>The value of a member with exactly this name; null if there is none.</summary>
    private protected abstract object? Get(string name);

    /// <summary>Whether scripts find a member by a name or dotted path.</summary>
    private protected virtual bool IsMember(string path) => Resolve(path) is not null || (path.IndexOf('.') > 0 && Find(path) is not null);

    private protected object? Find(string path)
    {
        if (Resolve(path) is string name)
        {
            return Get(name);
        }

        int dot = path.IndexOf('.');
        return dot > 0 && Resolve(path.Substring(0, dot)) is string first && Get(first) is EqlDictionary inner
            ? inner.Find(path.Substring(dot + 1)) : null;
    }

    private string? Resolve(string name)
    {
        string? similar = null;
        foreach (string candidate in Names)
        {
            if (string.Equals(candidate, name, StringComparison.Ordinal))
            {
                return candidate;
            }

            if (similar is null && string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase))
            {
                similar = candidate;
            }
        }

        return similar;
    }

    private static NotSupportedException ReadOnly() => new("Events and alerts cannot be changed.");

    private sealed class MemberEnumerator(EqlDictionary owner) : IDictionaryEnumerator
    {
        private int _index = -1;

        public DictionaryEntry Entry => new(owner.Names[_index], owner.Get(owner.Names[_index]));

        public object Key => owner.Names[_index];

        public object? Value => owner.Get(owner.Names[_index]);

        public object Current => Entry;

        public bool MoveNext() => ++_index < owner.Names.Count;

        public void Reset() => _index = -1;
    }
}
