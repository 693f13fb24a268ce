using System.Text;
using MailStore.Imap.Replies;

namespace MailStore.Imap.Session;

/// <summary>RFC 9585: tells a client that waits how far its command has come. What is told also finds out whether the client is still there.</summary>
internal sealed class Progress(TimeProvider clock)
{
    /// <summary>RFC 9585 §4.1: not sooner than anybody would wonder.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    private long _told = clock.GetTimestamp();

    /// <exception cref="OperationCanceledException">The server stops.</exception>
    public ValueTask TellAsync(ImapSession session, long done, long goal)
    {
        if (clock.GetElapsedTime(_told) < s_pause)
        {
            return ValueTask.CompletedTask;
        }

        _told = clock.GetTimestamp();
        session.ThrowIfStopping();
        var words = $"(\"{Encoding.ASCII.GetString(session.Tag.Octets)}\" {done} {goal})";
        session.Say(Reply.Ok(new ResponseCode(CodeKind.InProgress) { Words = words }, "Still at it"));
        return session.Output.FlushAsync();
    }
}
