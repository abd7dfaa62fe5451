namespace EqlPS.Events.Objects;

/// <summary>What came of looking for values in an object.</summary>
internal enum ObjectScan
{
    /// <summary>They were found, as far as they are there.</summary>
    Found,

    /// <summary>The object has the properties that every log record has.</summary>
    LogRecord,

    /// <summary>
    /// The object is too large or too deep to be looked through: writing it as JSON tells what is wrong with it, if anything
    /// is.
    /// </summary>
    Unclear,
}
