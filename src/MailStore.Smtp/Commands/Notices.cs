using System.Buffers;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Relaying;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;

namespace MailStore.Smtp.Commands;

/// <summary>
/// RFC 3461: who asked to hear of it hears of it. What is taken here is delivered or passed on before the client is answered, so nothing
/// fails or waits later: only success is ever told of.
/// </summary>
internal static class Notices
{
    /// <summary>RET and ENVID, to be said again.</summary>
    public static string Of(Envelope envelope)
    {
        var words = new List<string>();
        if (envelope.Return != RetValueKind.None)
        {
            words.Add(envelope.Return == RetValueKind.Full ? "RET=FULL" : "RET=HDRS");
        }

        if (envelope.EnvelopeId.Length > 0)
        {
            words.Add("ENVID=" + Encoding.ASCII.GetString(envelope.Read(envelope.EnvelopeId).Span));
        }

        return string.Join(' ', words);
    }

    /// <summary>NOTIFY and ORCPT, to be said again.</summary>
    public static string Of(Envelope envelope, in Addressee addressee)
    {
        var words = new List<string>();
        if (addressee.IsSilent)
        {
            words.Add("NOTIFY=NEVER");
        }
        else if (addressee.Notify != NotifyEventKinds.None)
        {
            var events = addressee.Notify;
            words.Add("NOTIFY=" + string.Join(',', Enum.GetValues<NotifyEventKinds>().Where(kind => kind != NotifyEventKinds.None && (events & kind) == kind).Select(kind => kind.ToString().ToUpperInvariant())));
        }

        if (addressee.OriginalRecipient.Length > 0)
        {
            words.Add("ORCPT=" + Encoding.UTF8.GetString(envelope.Read(addressee.OriginalRecipient).Span));
        }

        return string.Join(' ', words);
    }

    public static async ValueTask SendAsync(SmtpSession session, Intake intake, IReadOnlyList<DeliveryResult> outcomes)
    {
        var envelope = session.Envelope;
        var told = new List<Addressee>();
        foreach (var addressee in envelope.Addressees)
        {
            var isTold = addressee.WantsNotice && (addressee.IsRelayed
                ? session.Relayed is { SendsNotices: false }
                : Completion.Worst(envelope, addressee, outcomes) == Refusal.None);
            if (isTold)
            {
                told.Add(addressee);
            }
        }

        // RFC 3464 §2: there is no notice about a notice.
        if (told.Count == 0 || envelope.Sender.IsNull || session.Services.Relay is not { } relay)
        {
            return;
        }

        var id = session.Services.Ids.Next();
        var text = new ArrayBufferWriter<byte>();
        NoticeWriter.Write(text, session, intake, told, id);
        var sender = envelope.Read(envelope.Sender);
        var entry = await session.Services.Addresses.FindAsync(sender);
        if (entry.Recipients.IsEmpty)
        {
            await RelayAsync(relay, sender, envelope.IsUtf8, text.WrittenMemory);
        }
        else
        {
            await DeliverAsync(session, entry, text.WrittenMemory);
        }
    }

    // Nobody hears of it if this is refused: who was told of success and does not get it has lost nothing else.
    private static async ValueTask RelayAsync(IRelay relay, EnvelopeAddress sender, bool isUtf8, ReadOnlyMemory<byte> text)
    {
        await using var notice = await relay.BeginAsync(new(default, text.Length, "", IsEightBit: isUtf8, isUtf8));
        if ((await notice.AddAsync(sender, "NOTIFY=NEVER")).IsPositive)
        {
            await notice.WriteAsync(text);
            await notice.FinishAsync();
        }
    }

    private static async ValueTask DeliverAsync(SmtpSession session, AddressEntry entry, ReadOnlyMemory<byte> text)
    {
        var path = new ArrayBufferWriter<byte>();
        path.Write("Return-Path: <>\r\n"u8);
        path.Write(text.Span);
        var upload = session.Services.Store.BeginUpload([.. entry.Recipients.Select(recipient => recipient.Account)], path.WrittenCount);
        await upload.WriteAsync(path.WrittenMemory);
        await session.Services.Store.Deliver(upload, entry.Recipients);
    }
}
