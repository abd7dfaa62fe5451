namespace EqlPS.Values;

/// <summary>How a calculation ended; anything but <see cref="Ok"/> is a fault of the event and gives null.</summary>
internal enum ArithmeticStatus
{
    Ok,

    /// <summary>The integer result does not fit 64 bits.</summary>
    Overflow,

    /// <summary>An integer was divided by the integer zero.</summary>
    DivisionByZero,
}
