using System.Runtime.CompilerServices;
using MailStore.Abstractions.Accounts;
using MailStore.Imap.Commands;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Framing;
using MailStore.Wire.Parsing;
using MailStore.Wire.Peers;
using MailStore.Wire.Threading;

namespace MailStore.Imap.Connection;

/// <summary>
/// Frame, parse, dispatch, reply, one command after the other in the order that they came in (RFC 9051 §5.5). A reply is written
/// when its handler has come back, which is when all that it says is durable; it leaves with the replies behind it when no further
/// command has come in yet.
/// </summary>
internal sealed class CommandLoop(ImapFramer framer, ImapSession session)
{
    private const SearchKeyKinds MayHoldNumbers = SearchKeyKinds.SequenceSet | SearchKeyKinds.Group | SearchKeyKinds.Not | SearchKeyKinds.Or | SearchKeyKinds.Fuzzy;

    private static readonly string[] s_verbs = VerbNames.Of<ImapVerb>();

    /// <summary>Commands that were sent ahead are answered in a row; behind so many of them others have their turn.</summary>
    private const int RowMax = 16;

    private int _badCommands;
    private int _row;

    /// <summary>RFC 9051 §7.1.1: says what there is, which saves a round trip.</summary>
    public void Greet() => session.Say(Reply.Ok(new ResponseCode(CodeKind.Capability) { Words = Offer.Words(session) }, "MailStore"));

    /// <summary>To the end of the session, or until TLS is to begin.</summary>
    public async ValueTask RunAsync()
    {
        while (!session.IsOver && !session.BeginsTls)
        {
            var status = framer.TryRead();
            if (status == FrameStatus.NeedMore)
            {
                await session.Output.FlushAsync();
                status = await session.ReadAsync();
                _row = 0;
            }
            else if (++_row > RowMax && SocketThread.IsHere)
            {
                await Task.Yield();
            }

            await AnswerAsync(status);
            if (session.IsCompressed)
            {
                await session.Output.FlushAsync();
                session.EnterCompression();
            }

            await session.Output.FlushIfFullAsync();
        }
    }

    private ValueTask AnswerAsync(FrameStatus status)
    {
        switch (status)
        {
            case FrameStatus.Ready:
                return AnswerLineAsync();
            case FrameStatus.Closed:
                throw new ConnectionClosedException();
            case FrameStatus.TooLong:
                // RFC 9051 §7.1.3: there is no tag to answer to. What is left of the line is dropped.
                session.Say(Reply.Bad("The command line is too long"));
                CountBad();
                return ValueTask.CompletedTask;
            case FrameStatus.BareLineFeed:
                session.SayBye(CodeKind.None, "A line ends in CR and LF");
                return ValueTask.CompletedTask;
            default:
                session.SayBye(CodeKind.TooBig, "That is more than can be dropped");
                return ValueTask.CompletedTask;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AnswerLineAsync()
    {
        var startedAt = session.Services.Clock.GetTimestamp();
        var status = Parse(out var command);
        while (status == ParseStatus.NeedLiteral && !session.Stop.Literal.IsStreamed)
        {
            var literal = session.Stop.Literal;
            if (!framer.CanAppend(literal))
            {
                // RFC 9051 §4.3: a client that waits is not told to go on, and what others send is dropped unread.
                await FinishAsync(TooLarge(command.Verb), default);
                return;
            }

            if (literal.IsSynchronising)
            {
                await session.ContinueAsync("Send it");
            }

            var read = await session.AppendAsync(literal);
            if (read != FrameStatus.Ready)
            {
                await AnswerAsync(read);
                return;
            }

            status = Parse(out command);
        }

        if (SocketThread.IsHere && (session.Selected is { HasNews: true } || (status != ParseStatus.Invalid && !Brevity.IsBrief(command, framer.Frame))))
        {
            await Task.Yield();
        }

        await FinishAsync(status == ParseStatus.Invalid ? Refuse(command) : await RunAsync(command), command);
        session.Connection.Watch?.Answered(s_verbs[(int)command.Verb], startedAt);
    }

    private ParseStatus Parse(out ImapCommand command)
    {
        var status = ImapParser.Parse(framer.Frame, out command, out var stop);
        session.Stop = stop;

        session.Tag.Take(command.Tag.Of(framer.Frame));
        return status;
    }

    private ValueTask<Reply> RunAsync(in ImapCommand command)
    {
        if (session.Tag.IsNone)
        {
            return new(Reply.Bad("The tag is too long"));
        }

        if (!Offer.IsOffered(command.Verb, session))
        {
            return new(Unknown);
        }

        if (Strictly() is { } refused)
        {
            return new(refused);
        }

        // RFC 9586 §3.1
        if (session.Has(SessionFeatures.UidOnly) && !command.UidPrefix && NamesMessages(command.Verb))
        {
            return new(Refusals.UidRequired);
        }

        // RFC 9051 §3: a command in a state that does not allow it is BAD, before any octet of a literal is asked for.
        return (ImapVerbs.StatesOf(command.Verb) & session.State) == ImapStates.None
            ? new(Reply.Bad(session.State == ImapStates.NotAuthenticated ? "Log in first" : "Not in this state"))
            : ImapDispatch.DispatchAsync(command, session);
    }

    // What the grammar takes with everybody, and a server without tolerances does not.
    private Reply? Strictly()
    {
        if (!session.Tolerates(Tolerances.TrailingBlanks) && framer.Frame.Bytes is [.., (byte)' ', _, _])
        {
            return Reply.Bad("A line ends behind its last word");
        }

        // RFC 9051 §4.3, RFC 6855 §3
        return session.Tolerates(Tolerances.EightBitStrings) ? null
            : session.Has(SessionFeatures.Utf8 | SessionFeatures.Rev2)
                ? FrameOctets.HasBrokenUtf8(framer.Frame.Bytes) ? Reply.Bad("That is no UTF-8") : null
            : FrameOctets.HasEightBit(framer.Frame.Bytes) ? Reply.Bad("Octets above 127 belong into literals, or behind ENABLE UTF8=ACCEPT") : null;
    }

    // RFC 5464 §4.3 has a code of its own.
    private static Reply TooLarge(ImapVerb verb) => verb == ImapVerb.Setmetadata
        ? Reply.No(new ResponseCode(CodeKind.MetadataMaxSize, MetadataEntry.ValueBytesMax), "The value is too long")
        : Reply.Bad(CodeKind.TooBig, "The literal is too large here");

    private static Reply Unknown => Reply.Bad("Unknown command");

    private Reply Refuse(in ImapCommand command)
    {
        if (WebRequest.Is(framer.Frame.Bytes))
        {
            session.SayBye(CodeKind.None, "This is no web server");
        }

        if (session.Tag.IsNone)
        {
            return Reply.Bad("A command starts with a tag");
        }

        return Offer.IsOffered(command.Verb, session)
            ? Reply.Bad($"At {session.Stop.Offset}: expected {ImapParser.Describe(session.Stop)}")
            : Unknown;
    }

    private ValueTask FinishAsync(in Reply reply, in ImapCommand command)
    {
        if (!session.IsOver)
        {
            var keepsNumbers = KeepsNumbers(command);
            session.Tell(new Announcement { WithExpunges = !keepsNumbers, WithUids = command.UidPrefix, IsOwn = Removes(command.Verb) });
            if (keepsNumbers)
            {
                session.TellWithheld();
            }
        }

        if (session.Selected is { Contexts.HasNews: true })
        {
            return FinishBehindResultsAsync(reply);
        }

        End(reply);
        return ValueTask.CompletedTask;
    }

    private async ValueTask FinishBehindResultsAsync(Reply reply)
    {
        await session.TellResultsAsync();
        End(reply);
    }

    private void End(in Reply reply)
    {
        var line = session.Output.Write();
        if (session.Tag.IsNone)
        {
            StatusLine.Untagged(ref line, reply);
        }
        else
        {
            StatusLine.Tagged(ref line, session.Tag.Octets, reply);
        }

        line.Dispose();
        Judge(reply);
    }

    // RFC 9051 §7.5.1, RFC 5256 §3: no EXPUNGE while these are answered, or the numbers that the client counts with would shift. Nor
    // while a UID SEARCH is that has numbers in its keys (RFC 7162 §3.2.10.2).
    private static bool KeepsNumbers(in ImapCommand command) => command.Verb switch
    {
        ImapVerb.Fetch or ImapVerb.Store => !command.UidPrefix,
        ImapVerb.Search => !command.UidPrefix || (command.Search.SearchKeys.Kinds & MayHoldNumbers) != SearchKeyKinds.None,
        ImapVerb.Sort => !command.UidPrefix || (command.Sort.SearchKeys.Kinds & MayHoldNumbers) != SearchKeyKinds.None,
        ImapVerb.Thread => !command.UidPrefix || (command.Thread.SearchKeys.Kinds & MayHoldNumbers) != SearchKeyKinds.None,
        ImapVerb.Esearch => (command.Esearch.SearchKeys.Kinds & MayHoldNumbers) != SearchKeyKinds.None,
        _ => false,
    };

    private static bool Removes(ImapVerb verb) =>
        verb is ImapVerb.Expunge or ImapVerb.UidExpunge or ImapVerb.Move or ImapVerb.Replace;

    private static bool NamesMessages(ImapVerb verb) =>
        verb is ImapVerb.Fetch or ImapVerb.Store or ImapVerb.Search or ImapVerb.Sort or ImapVerb.Thread or ImapVerb.Copy or ImapVerb.Move or ImapVerb.Replace;

    private void Judge(in Reply reply)
    {
        if (session.Selected is { IsGone: true })
        {
            // RFC 2180 §3.3
            session.SayBye(CodeKind.None, "The mailbox was deleted");
        }
        else if (session.HasTriedTooOften)
        {
            session.SayBye(CodeKind.None, "Too many logins were refused");
        }
        else if (reply.Status == ReplyStatus.Bad)
        {
            CountBad();
        }
        else
        {
            _badCommands = 0;
        }
    }

    private void CountBad()
    {
        if (++_badCommands >= session.Limits.BadCommandsMax)
        {
            session.SayBye(CodeKind.None, "Too many commands that are none");
        }
    }
}
