using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>One message for all recipients that live in this volume. The outcome is in the order of the recipients. Out of a pool.</summary>
internal sealed class DeliverMessage(IAccountHost host) : CommitRequest<IReadOnlyList<DeliveryResult>>
{
    private IReadOnlyList<Recipient> _recipients = [];
    private UploadedBody? _body;
    private DateTimeOffset? _internalDate;

    public override int BytesHint => (_body?.BytesHint ?? 0) + (_recipients.Count * 64);

    public void Begin(UploadedBody body, IReadOnlyList<Recipient> recipients, DateTimeOffset? internalDate) =>
        (_body, _recipients, _internalDate) = (body, recipients, internalDate);

    /// <summary>It was not handed in after all.</summary>
    public void Cancel()
    {
        Release();
        Recycle();
    }

    protected override void Decide(IBatch batch)
    {
        host.Arrivals.Begin(_body!, _internalDate, batch.Now);
        var results = new DeliveryResult[_recipients.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Add(_recipients[i], batch);
        }

        host.Arrivals.Write(_body!, batch);
        Outcome = results;
    }

    protected override void Release()
    {
        _body!.Release();
        (_body, _recipients) = (null, []);
    }

    protected override void Recycle() => host.Deliveries.Return(this);

    private DeliveryResult Add(Recipient recipient, IBatch batch)
    {
        var account = host.Find(recipient.Account);
        if (account is null)
        {
            return new(Refusal.NoSuchAccount, default, default);
        }

        var refusal = account.Find(recipient.Mailbox, out var mailbox);
        refusal = refusal != Refusal.None ? refusal : _body!.Refusal;
        refusal = refusal != Refusal.None ? refusal : host.Arrivals.Add(account, mailbox!, _body!, recipient.Flags, batch);
        return refusal == Refusal.None
            ? new(Refusal.None, mailbox!.UidValidity, host.Arrivals.Last.Uid)
            : new(refusal, default, default);
    }
}
