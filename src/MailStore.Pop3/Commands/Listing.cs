using MailStore.Pop3.Session;

namespace MailStore.Pop3.Commands;

/// <summary>What LIST and UIDL have in common.</summary>
internal static class Listing
{
    /// <summary>A number left out is 0 in the command, as is one that says 0: the line tells them apart.</summary>
    public static bool HasArgument(Pop3Session session)
    {
        // Both verbs have four letters, and blanks at the end are no argument.
        const int VerbBytes = 4;
        return session.Frame.Bytes[VerbBytes..].ContainsAnyInRange((byte)'0', (byte)'9');
    }

    public static void End(Pop3Session session)
    {
        var writer = session.Write();
        writer.EndLines();
        writer.Dispose();
    }
}
