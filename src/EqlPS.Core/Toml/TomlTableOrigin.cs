namespace EqlPS.Toml;

/// <summary>How a table came to be, which decides what may still be added to it.</summary>
internal enum TomlTableOrigin : byte
{
    /// <summary>Named only as a parent in a header, so a header or dotted keys may still define it, once.</summary>
    Implicit,

    /// <summary>The root, <c>[name]</c> or an element of <c>[[name]]</c>.</summary>
    Header,

    /// <summary>A prefix of a dotted key; only dotted keys of the same section reach it.</summary>
    Dotted,

    /// <summary><c>{ ... }</c>: complete and closed.</summary>
    Inline,
}
