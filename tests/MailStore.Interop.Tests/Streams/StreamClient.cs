using System.Text;
using MailStore.Interop.Tests.Peers;

namespace MailStore.Interop.Tests.Streams;

/// <summary>One client of one of the two servers.</summary>
internal sealed class StreamClient : IDisposable
{
    private readonly ImapWire _wire;

    /// <summary>Messages of the selected mailbox, as the client counts them.</summary>
    public int Counted { get; private set; }

    public bool IsSelected { get; private set; }

    public bool IsReadOnly { get; private set; }

    public StreamClient(int port, string name, string password)
    {
        _wire = new(port);
        _wire.ReadResponse();
        var reply = Do($"LOGIN {name} {password}");
        Assert.StartsWith("OK", reply.Ending, StringComparison.Ordinal);
    }

    /// <summary>A command with its literals, none of which waits.</summary>
    public Reply Do(string command)
    {
        _wire.Send(Encoding.Latin1.GetBytes($"a {command}\r\n"));
        var responses = new List<string>();
        do
        {
            responses.Add(Encoding.Latin1.GetString(_wire.ReadResponse()));
        }
        while (!responses[^1].StartsWith("a ", StringComparison.Ordinal));

        var opens = command.StartsWith("SELECT", StringComparison.Ordinal) || command.StartsWith("EXAMINE", StringComparison.Ordinal);
        var reply = Reply.Read(responses, opens ? 0 : Counted);
        IsSelected = opens ? reply.Ending.StartsWith("OK", StringComparison.Ordinal) : IsSelected;
        IsReadOnly = opens ? command.StartsWith("EXAMINE", StringComparison.Ordinal) : IsReadOnly;
        Counted = reply.Counted;
        return reply;
    }

    public void Dispose() => _wire.Dispose();
}
