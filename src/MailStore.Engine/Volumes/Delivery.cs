using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Engine.Accounts;

namespace MailStore.Engine.Volumes;

/// <summary>One message on its way to recipients in one volume, as nearly always, or in several.</summary>
internal static class Delivery
{
    public static CommitTicket<IReadOnlyList<DeliveryResult>> Start(
        VolumeSet volumes, UploadedBody body, IReadOnlyList<Recipient> recipients, DateTimeOffset? internalDate)
    {
        var volume = recipients.Count == 0 ? null : volumes.Of(recipients[0].Account);
        var isOne = volume is not null;
        for (var i = 1; i < recipients.Count && isOne; i++)
        {
            isOne = volumes.Of(recipients[i].Account) == volume;
        }

        return isOne ? Send(volume!, body, recipients, internalDate) : Ticket.Of(SendAsync(volumes, body, recipients, internalDate));
    }

    private static CommitTicket<IReadOnlyList<DeliveryResult>> Send(
        EngineVolume volume, UploadedBody body, IReadOnlyList<Recipient> recipients, DateTimeOffset? internalDate)
    {
        var request = volume.Deliveries.Take();
        request.Begin(body, recipients, internalDate);
        var pressure = recipients.Count > volume.Limits.RecipientsMax ? Refusal.Limit : volume.Pressure();
        var ticket = request.Ticket;
        if (pressure == Refusal.None && volume.TrySubmit(request))
        {
            return ticket;
        }

        request.Cancel();
        return pressure == Refusal.None ? volume.Turned(All(recipients, Refusal.Busy)) : Ticket.At(All(recipients, pressure));
    }

    private static async Task<IReadOnlyList<DeliveryResult>> SendAsync(
        VolumeSet volumes, UploadedBody body, IReadOnlyList<Recipient> recipients, DateTimeOffset? internalDate)
    {
        var parts = Enumerable.Range(0, recipients.Count).GroupBy(i => volumes.Of(recipients[i].Account)).ToList();
        var results = new DeliveryResult[recipients.Count];
        body.UsedBy(parts.Count(part => part.Key is not null));
        var tickets = parts.ConvertAll(part => part.Key is { } volume
            ? Send(volume, body, [.. part.Select(i => recipients[i])], internalDate)
            : Ticket.At(All([.. part.Select(i => recipients[i])], Refusal.Elsewhere)));
        for (var i = 0; i < parts.Count; i++)
        {
            var outcomes = await OutcomeAsync(tickets[i], parts[i].Count());
            foreach (var (place, outcome) in parts[i].Zip(outcomes))
            {
                results[place] = outcome;
            }
        }

        return results;
    }

    // One volume that closed is no fault of the others: its recipients are to be tried again.
    private static async ValueTask<IReadOnlyList<DeliveryResult>> OutcomeAsync(CommitTicket<IReadOnlyList<DeliveryResult>> ticket, int count)
    {
        try
        {
            return await ticket;
        }
        catch (StoreUnavailableException)
        {
            return [.. Enumerable.Repeat(new DeliveryResult(Refusal.Busy, default, default), count)];
        }
    }

    private static IReadOnlyList<DeliveryResult> All(IReadOnlyList<Recipient> recipients, Refusal refusal) =>
        [.. recipients.Select(_ => new DeliveryResult(refusal, default, default))];
}
