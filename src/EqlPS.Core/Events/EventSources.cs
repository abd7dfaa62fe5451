using EqlPS.Events.Input;
using EqlPS.Schema;

namespace EqlPS.Events;

/// <summary>The door to events: opens files and standard input, whatever they hold.</summary>
internal static class EventSources
{
    /// <summary>
    /// The sources within an input: itself, or each member of an archive. Each must be disposed, or its reader, before the next is taken; a
    /// block that still reads the source on another thread is waited for.
    /// </summary>
    /// <param name="input">A file or standard input.</param>
    /// <param name="losses">Receives archives and members that cannot be opened.</param>
    /// <param name="limits">When packed input is taken for a bomb; null for the usual limits.</param>
    /// <exception cref="InputException">The input cannot be opened.</exception>
    public static IEnumerable<EventSource> Open(InputSource input, InputLossLog losses, UnpackLimits? limits = null) =>
        InOrder(InputOpener.Open(input, losses, limits), input.Schema);

    private static IEnumerable<EventSource> InOrder(IEnumerable<InputContent> contents, FieldSchema schema)
    {
        foreach (InputContent content in contents)
        {
            var source = new EventSource(content, schema);
            yield return source;
            source.WaitForStretch();
        }
    }
}
