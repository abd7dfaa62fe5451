namespace EqlPS.Ast;

/// <summary>The binary number operators.</summary>
internal enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}
