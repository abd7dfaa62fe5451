using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace EqlPS.Platform;

/// <summary>
/// Lets a recursion over a tree go on when the stack runs short: whoever calls may have a small stack, or be deep in its own.
/// </summary>
internal static class StackGuard
{
    // A few thousand levels of any recursion here, unoptimised; what is not used is never committed.
    private const int FreshStackBytes = 4 * 1024 * 1024;

    /// <summary>Whether some 64 KB of stack (128 KB in a 64-bit process) are left, enough for a hundred levels of recursion.</summary>
    public static bool HasRoom
    {
        get
        {
#if NETSTANDARD2_0
            try
            {
                RuntimeHelpers.EnsureSufficientExecutionStack();
                return true;
            }
            catch (InsufficientExecutionStackException)
            {
                return false;
            }
#else
            return RuntimeHelpers.TryEnsureSufficientExecutionStack();
#endif
        }
    }

    /// <summary>Calls a function on a stack of its own and waits for it; an exception comes through as it is.</summary>
    public static TResult OnFreshStack<TState, TResult>(Func<TState, TResult> function, TState state)
    {
        TResult result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = function(state);
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            FreshStackBytes);
        thread.IsBackground = true;
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
