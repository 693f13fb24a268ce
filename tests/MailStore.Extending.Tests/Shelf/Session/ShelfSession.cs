using Example.Shelf;
using MailStore.Wire.Framing;
using MailStore.Wire.Parsing;

namespace MailStore.Extending.Tests.Shelf.Session;

/// <summary>What a handler sees of its connection: the frame of the command in hand, and the literal that it ends with.</summary>
internal sealed class ShelfSession(ImapFramer framer)
{
    public ShelfStates State { get; set; } = ShelfStates.Selected;

    /// <summary>Where the last parse stopped.</summary>
    public ParseStop Stop { get; set; }

    public Frame Frame => framer.Frame;

    /// <summary>Sends a streamed literal to the sink and parses the line behind it. The frame of the command is gone after that.</summary>
    public async ValueTask<(ParseStatus Status, ShelfCommand Behind)> StreamAsync(IOctetSink sink)
    {
        if (await framer.CopyLiteralAsync(Stop.Literal, sink) != FrameStatus.Ready)
        {
            return (ParseStatus.Invalid, default);
        }

        var status = ShelfParser.Resume(framer.Frame, Stop.Literal.ResumePoint, out var behind, out var stop);
        Stop = stop;
        return (status, behind);
    }

    /// <summary>The next line of a dialogue. False if the peer is gone or sent what is no line.</summary>
    public async ValueTask<bool> ReadLineAsync() => await framer.ReadAsync() == FrameStatus.Ready;
}
