using MailStore.Imap.Session;

namespace MailStore.Imap.Tests.Connection;

/// <summary>RFC 5267 §4.3.1: sorted results that are kept up to date take room, of which there is so much for all.</summary>
public sealed class KeptSortsTests
{
    private const int Messages = 4;

    [Fact]
    public async Task Beyond_the_room_for_all_sessions_results_are_told_and_not_kept_and_room_comes_back()
    {
        var places = new PlaceBudget(2 * Messages);
        await using (var client = new PipeClient { Places = places })
        {
            await client.BeginAsync(isLoggedIn: true);
            for (var number = 0; number < Messages; number++)
            {
                await client.DoAsync("APPEND INBOX {14+}\r\nSubject: x\r\n\r\n");
            }

            await client.DoAsync("SELECT INBOX");
            Assert.DoesNotContain("NOUPDATE", await SortAsync(client, "a1"), StringComparison.Ordinal);
            Assert.DoesNotContain("NOUPDATE", await SortAsync(client, "a2"), StringComparison.Ordinal);
            Assert.Contains("* NO [NOUPDATE \"a3\"] ", await SortAsync(client, "a3"), StringComparison.Ordinal);
            Assert.Equal(2 * Messages, places.Taken);

            // What comes in is told, whatever room there is; what leaves gives its place back.
            await client.DoAsync("CANCELUPDATE \"a1\"");
            Assert.Equal(Messages, places.Taken);
            await client.DoAsync("APPEND INBOX {14+}\r\nSubject: x\r\n\r\n");
            Assert.Equal(Messages + 1, places.Taken);
            await client.DoAsync("STORE 1:2 +FLAGS (\\Deleted)");
            await client.DoAsync("EXPUNGE");
            Assert.Equal(Messages - 1, places.Taken);
            await client.DoAsync("UNSELECT");
            Assert.Equal(0, places.Taken);
            await client.DoAsync("SELECT INBOX");
            Assert.DoesNotContain("NOUPDATE", await SortAsync(client, "a4"), StringComparison.Ordinal);
        }

        Assert.Equal(0, places.Taken);
    }

    private static async Task<string> SortAsync(PipeClient client, string tag)
    {
        await client.SendAsync($"{tag} SORT RETURN (UPDATE COUNT) (SUBJECT) UTF-8 ALL\r\n");
        var said = "";
        while (await client.ReadAsync() is { } line && !line.StartsWith(tag, StringComparison.Ordinal))
        {
            said += line + "\n";
        }

        return said;
    }
}
