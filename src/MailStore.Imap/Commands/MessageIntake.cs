using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

/// <summary>
/// Messages of APPEND and REPLACE on their way in: step by step, each with what stands before its octets, and the octets. What an
/// append took is the store's; the rest is dropped with this.
/// </summary>
internal sealed class MessageIntake(ImapSession session, int messagesMax, ReplacedMessage? replaced = null) : IAsyncDisposable
{
    private readonly List<NewMessage> _messages = [];
    private readonly UrlReader _urls = new(session);
    private AppendStep _begun;

    public IReadOnlyList<NewMessage> Messages => _messages;

    /// <summary>More of the message in hand may come: it is made of pieces.</summary>
    public bool IsInside => _begun.IsCatenated;

    /// <summary>The octets of RFC 6855's UTF8 stand in parentheses, of which one is left to come.</summary>
    public bool IsInParentheses { get; private set; }

    /// <summary>Whether a frame may come in, before any octet is asked for: all of its steps, up to the literal that the last of them ends with.</summary>
    /// <returns>Null if all is well.</returns>
    public async ValueTask<Reply?> TakeAsync(IReadOnlyList<AppendStep> steps)
    {
        foreach (var step in steps)
        {
            if (step.IsFirst && (End() ?? Begin(step)) is { } refused)
            {
                return refused;
            }

            foreach (var url in step.Urls)
            {
                if (await _urls.CopyAsync(url, _messages[^1].Body) is { } fault)
                {
                    return fault;
                }
            }
        }

        return null;
    }

    /// <summary>Takes the octets that the last step ends with. What follows them is no command of its own.</summary>
    public async ValueTask<(Reply? Fault, ParseStatus Status, ImapCommand Behind)> TakeOctetsAsync()
    {
        // RFC 3516 §4.4: a literal8 is what NUL is allowed in; RFC 6855 §4 uses its form for text, also for a piece of CATENATE.
        var isLiteral8 = session.Frame.Bytes[session.Stop.Literal.HeaderOffset] == (byte)'~';
        var isUtf8 = _begun.IsUtf8 || (isLiteral8 && _begun.IsCatenated);
        IsInParentheses = isUtf8;
        var body = _messages[^1].Body;
        if (RefuseOctets(body, isUtf8) is { } refused)
        {
            return (refused, default, default);
        }

        // RFC 9051 §4.3: only the literal that waits for it is told to come.
        if (session.Stop.Literal.IsSynchronising)
        {
            await session.ContinueAsync("Send it");
        }

        var sink = new UploadSink(body, isNulAllowed: isLiteral8 && !isUtf8);
        var (status, behind) = await session.StreamAsync(sink);
        if (status == ParseStatus.Invalid)
        {
            return (Reply.Bad("That is no end of an APPEND"), default, default);
        }

        return sink.HasForbiddenNul
            ? (Reply.Bad("The message holds NUL: it would take a literal8"), default, default)
            : (null, status, behind);
    }

    /// <summary>The message in hand is whole, if there is one.</summary>
    public Reply? End()
    {
        // RFC 3502 §6.3.11: a message without octets is how a client takes an APPEND back.
        return _messages.Count > 0 && _messages[^1].Body is { Length: 0, Refusal: Abstractions.Changes.Refusal.None }
            ? Reply.No("A message without octets is none: nothing was appended")
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        _urls.Dispose();

        // Those that an append took are the store's, and disposing of them again does nothing.
        foreach (var message in _messages)
        {
            await message.Body.DisposeAsync();
        }
    }

    private Reply? Begin(in AppendStep step)
    {
        if (_messages.Count >= messagesMax)
        {
            return Reply.No(CodeKind.Limit, "Too many messages for one APPEND");
        }

        _begun = step;
        long? announced = step.IsCatenated ? null : (long)session.Stop.Literal.Size;
        if (announced == 0)
        {
            return Reply.No("A message without octets is none: nothing was appended");
        }

        var body = session.Account.BeginUpload(announced is { } size ? Math.Min(size, session.Limits.AfterLogin.MessageBytesMax) : null, replaced);
        _messages.Add(new(body) { Flags = step.Flags, InternalDate = step.InternalDate });
        return null;
    }

    private Reply? RefuseOctets(IUpload body, bool isUtf8)
    {
        // RFC 6855 §4: UTF8 is for those who have enabled it, and its literal is a literal8.
        if (isUtf8 && !session.Has(SessionFeatures.Utf8))
        {
            return Reply.Bad("ENABLE UTF8=ACCEPT first");
        }

        return UrlReader.RefuseSize(session, body, session.Stop.Literal.Size) ?? Refusals.Of(body.Refusal);
    }
}
