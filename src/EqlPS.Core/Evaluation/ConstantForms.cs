using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Evaluation;

/// <summary>A constant in every form that a field value may ask for. The rarer forms are read when first asked for, then kept.</summary>
[HotPath]
internal sealed class ConstantForms
{
    private readonly Timestamp _now;
    private ConstantRareForms? _rare;

    public ConstantForms(in EqlValue constant, Timestamp now)
    {
        _now = now;
        Value = constant;
        Text = TextForm.Of(constant) ?? string.Empty;
        Number = ReadNumber(constant);
        Boolean = ReadBoolean(constant);
    }

    public EqlValue Value { get; }

    /// <summary>The text form; every constant has one.</summary>
    public string Text { get; }

    /// <summary>A number, or null if the constant is neither a number nor text that says one.</summary>
    public EqlValue Number { get; }

    public bool? Boolean { get; }

    /// <summary>Whether the constant says an instant or a stretch of time, such as a whole day.</summary>
    public bool HasDates => Rare.HasDates;

    public Timestamp FirstDate => Rare.FirstDate;

    public Timestamp LastDate => Rare.LastDate;

    public IpAddress? Address => Rare.Address;

    public CidrBlock? Block => Rare.Block;

    public VersionValue Version => Rare.Version;

    // Threads that come at once may each make one; they are alike.
    private ConstantRareForms Rare => Volatile.Read(ref _rare) ?? MakeRare();

    private ConstantRareForms MakeRare()
    {
        var rare = new ConstantRareForms(Value, Text, _now);
        Volatile.Write(ref _rare, rare);
        return rare;
    }

    private static EqlValue ReadNumber(in EqlValue constant)
    {
        if (constant.IsNumber)
        {
            return constant;
        }

        if (constant.Kind != EqlValueKind.Text || !NumberText.TryParse(constant.AsText().AsSpan(), out NumberValue number))
        {
            return default;
        }

        return number.IsInteger ? EqlValue.From(number.Integer) : EqlValue.From(number.Double);
    }

    private static bool? ReadBoolean(in EqlValue constant) => constant.Kind switch
    {
        EqlValueKind.Boolean => constant.AsBoolean(),
        EqlValueKind.Text when constant.AsText() == "true" => true,
        EqlValueKind.Text when constant.AsText() == "false" => false,
        _ => null,
    };
}
