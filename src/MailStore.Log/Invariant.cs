using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MailStore.Log;

/// <summary>What must be true whatever a disk or a caller does. It is checked in every build: better down than wrong.</summary>
public static class Invariant
{
    public static void Holds([DoesNotReturnIf(false)] bool condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        if (!condition)
        {
            Broken(what);
        }
    }

    [DoesNotReturn]
    private static void Broken(string what) => throw new InvalidOperationException($"Broken invariant: {what}. The volume closes rather than go on wrongly.");
}
