namespace MailStore.Wire.Tests;

/// <summary>The result of a task that must not have had to wait.</summary>
internal static class Completed
{
    public static T Of<T>(ValueTask<T> task)
    {
        if (task.IsCompleted)
        {
            return task.Result;
        }

        throw new InvalidOperationException("The task waits.");
    }

    /// <summary>Compares without the allocations of an assertion.</summary>
    public static void Is<T>(T expected, T actual)
        where T : unmanaged
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"Expected {expected}, was {actual}.");
        }
    }
}
