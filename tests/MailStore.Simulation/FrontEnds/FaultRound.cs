namespace MailStore.Simulation.FrontEnds;

/// <summary>One change of each kind by each front end.</summary>
internal sealed class FaultRound(FrontEndScene scene, FrontEndClients clients, Promises promises)
{
    private const string Inbox = "anna INBOX";

    public async Task RunAsync()
    {
        var (stay, go, move) = (promises.NewName(), promises.NewName(), promises.NewName());
        await promises.BringAsync(Inbox, stay, clients.AppendAsync(stay));
        await promises.BringAsync(Inbox, go, clients.DeliverAsync("anna", go));
        await promises.BringAsync(Inbox, move, clients.AppendAsync(move));
        var fetched = promises.NewName();
        await promises.BringAsync("ben INBOX", fetched, clients.DeliverAsync("ben", fetched));

        var box = promises.NewName();
        await promises.CreateAsync("anna " + box, clients.ImapAsync("CREATE " + box));
        await FlagAsync(stay);
        await ExpungeAsync(go);
        await MoveAsync(move, box);
        await Pop3Async();
    }

    private async Task FlagAsync(string message)
    {
        if (promises.Has(Inbox, message) && await SearchAsync(message))
        {
            await promises.FlagAsync(Inbox, message, clients.ImapAsync("UID STORE $ +FLAGS (\\Flagged)"));
        }
    }

    private async Task ExpungeAsync(string message)
    {
        if (promises.Has(Inbox, message) && await SearchAsync(message) && await clients.ImapAsync("UID STORE $ +FLAGS.SILENT (\\Deleted)"))
        {
            await promises.TakeAwayAsync(Inbox, message, clients.ImapAsync("UID EXPUNGE $"));
        }
    }

    private async Task MoveAsync(string message, string box)
    {
        if (promises.Has(Inbox, message) && promises.HasMailbox("anna " + box) && await SearchAsync(message))
        {
            await promises.MoveAsync(Inbox, "anna " + box, message, clients.ImapAsync("UID MOVE $ " + box));
        }
    }

    private async Task Pop3Async()
    {
        await using var peer = scene.Pop3();
        if (promises.HasAny("ben INBOX") && await FrontEndClients.FetchAsync(peer) is { } fetched)
        {
            await promises.TakeAwayAsync("ben INBOX", fetched.Subject, fetched.QuitAsync());
        }
    }

    // RFC 9051 §6.4.4.1: $ is what was found.
    private Task<bool> SearchAsync(string message) => clients.ImapAsync("UID SEARCH RETURN (SAVE) SUBJECT " + message);
}
