using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Accounts;
using MailStore.Engine.Changes;
using MailStore.Engine.Mailboxes;
using MailStore.Engine.Registry;
using MailStore.Log;
using MailStore.Log.Commit;
using MailStore.Log.Index;
using MailStore.Log.Records;

namespace MailStore.Engine.Volumes;

/// <summary>What the frames of a volume mean: applies them in replay, and lets the world see what a batch has changed.</summary>
internal sealed class EngineState(EngineVolume volume) : IVolumeState
{
    /// <summary>Accounts that a replay has changed and that are not put yet, at most: a long one does not hold all of them.</summary>
    private const int ReplayedMax = 1024;

    private List<AccountState> _touched = [];
    private List<AccountState> _settled = [];

    /// <summary>The records as the replay has them; null once the volume serves.</summary>
    public IIndexReader? Replaying { get; private set; }

    public AccountDirectory Directory { get; } = new();

    public void Touch(AccountState account) => _touched.Add(account);

    public void Replay(LogAddress address, ReadOnlySpan<byte> change, IReplay replay)
    {
        if (Replaying is null)
        {
            Replaying = replay.Index;
            Directory.Load(replay.Index, volume.Buffer);
        }

        var reader = new ChangeReader(change);
        var kind = reader.Kind();
        Replay(kind, address, ref reader, replay);
        if (_touched.Count >= ReplayedMax)
        {
            Settle(replay.Index);
            Publish();
        }
    }

    public void Settle(IIndexWriter index)
    {
        foreach (var account in _touched)
        {
            account.Settle(index);
        }

        Directory.WriteBack(index, volume.Writer);
        (_settled, _touched) = (_touched, _settled);
    }

    public void Publish()
    {
        foreach (var account in _settled)
        {
            account.Publish();
        }

        _settled.Clear();
    }

    public void Closed(Exception fault)
    {
        // The operator before the sessions: whoever is thrown out may ask at once why.
        volume.Report($"volume {volume.Number} has closed and its accounts are not served until the store is opened again: {fault.Message}");
        volume.Closed();
    }

    public void UpkeepEnded(Exception fault) =>
        volume.Report($"volume {volume.Number} reclaims, exports and scrubs nothing until the store is opened again: {fault.Message}");

    /// <summary>Recovery is over.</summary>
    public void Serve(IIndexReader index)
    {
        if (Replaying is null)
        {
            Directory.Load(index, volume.Buffer);
        }

        Replaying = null;
    }

    private void Replay(ChangeKind kind, LogAddress address, ref ChangeReader reader, IReplay replay)
    {
        switch (kind)
        {
            case ChangeKind.Arrival:
                volume.Arrivals.Replay(address, ref reader, replay);
                break;
            case ChangeKind.Transfer:
                var transfer = TransferChange.Read(ref reader);
                Transfer.Apply(Find(transfer.Account), transfer, replay.Index, replay.Bodies);
                break;
            case ChangeKind.AccountCreated:
                CreateAccount.Apply(AccountCreated.Read(ref reader), volume, replay.Index);
                break;
            case ChangeKind.AccountDeleted:
                var deleted = AccountDeleted.Read(ref reader);
                Find(deleted.Id).Apply(deleted, replay.Index, replay.Bodies);
                break;
            case ChangeKind.VolumeBorn:
                Directory.Apply(VolumeBorn.Read(ref reader));
                break;
            case ChangeKind.Metadata:
                MetadataRecords.Apply(MetadataChange.Read(ref reader), replay.Index, volume.Writer, volume.Buffer);
                break;
            case ChangeKind.Registry:
                RegistryRecords.Apply(RegistryChange.Read(ref reader), replay.Index, volume.Writer, volume.Buffer);
                break;
            default:
                ReplayTree(kind, ref reader, replay);
                break;
        }
    }

    private void ReplayTree(ChangeKind kind, ref ChangeReader reader, IReplay replay)
    {
        switch (kind)
        {
            case ChangeKind.AccountQuota:
                var quota = AccountQuota.Read(ref reader);
                Find(quota.Account).Apply(quota);
                break;
            case ChangeKind.MailboxesCreated:
                var created = MailboxesCreated.Read(ref reader);
                Find(created.Account).Apply(created, replay.Index);
                break;
            case ChangeKind.MailboxAdopted:
                var adopted = MailboxAdopted.Read(ref reader);
                Find(adopted.Account).Apply(adopted, replay.Index);
                break;
            case ChangeKind.MailboxesDeleted:
                var deleted = MailboxesDeleted.Read(ref reader);
                Find(deleted.Account).Apply(deleted, replay.Index, replay.Bodies);
                break;
            case ChangeKind.MailboxesRenamed:
                var renamed = MailboxesRenamed.Read(ref reader);
                Find(renamed.Account).Apply(renamed);
                break;
            case ChangeKind.Subscription:
                var subscription = SubscriptionChange.Read(ref reader);
                Find(subscription.Account).Apply(subscription);
                break;
            case ChangeKind.SpecialUses:
                var uses = SpecialUsesChange.Read(ref reader);
                Find(uses.Account).Apply(uses);
                break;
            default:
                if (!MailboxReplay.TryApply(kind, ref reader, Find, replay))
                {
                    throw ChangeReader.Malformed();
                }

                break;
        }
    }

    private MailboxState Find(MailboxId id) => Find(AccountState.OwnerOf(id, volume.Index, volume.Buffer)).Mailbox(id);

    private AccountState Find(AccountId id)
    {
        var account = volume.Find(id);
        Invariant.Holds(account is not null);
        return account;
    }
}
