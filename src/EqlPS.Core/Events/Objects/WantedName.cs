using System.Text.Encodings.Web;
using System.Text.Json;
using EqlPS.Platform;

namespace EqlPS.Events.Objects;

/// <summary>The name of a property, as JSON has it, and what it is good for.</summary>
/// <param name="name">The name.</param>
/// <param name="uses">What it is good for.</param>
internal sealed class WantedName(string name, WantedUses uses)
{
    public JsonEncodedText Text { get; } = JsonEncodedText.Encode(WellFormedText.Of(name), JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    public WantedUses Uses { get; } = uses;
}
