using MailStore.Smtp.Session;

namespace MailStore.Smtp.Tests.Connection;

/// <summary>
/// What one server takes for the end of a message and another does not is a way to forge mail (CVE-2023-51764 and its kin). Here a line end, a
/// dot and a line end stand in every spelling, with a whole forged transaction behind it.
/// </summary>
public sealed class SmugglingTests
{
    private const string Forged = "MAIL FROM:<forged@b.example>\r\nRCPT TO:<anna@example.org>\r\nDATA\r\nSubject: forged\r\n\r\nYours.\r\n.\r\n";

    private static readonly string[] s_ends = ["\r\n", "\n", "\r", "", "\r\r\n", "\r\n\0", "\n\r"];

    public static TheoryData<string, string> Spellings
    {
        get
        {
            var spellings = new TheoryData<string, string>();
            foreach (var before in s_ends)
            {
                foreach (var behind in s_ends.Where(behind => !$"{before}.{behind}".Contains("\r\n.\r\n", StringComparison.Ordinal)))
                {
                    spellings.Add(before, behind);
                }
            }

            return spellings;
        }
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Nothing_but_CRLF_dot_CRLF_ends_a_message(string before, string behind)
    {
        var text = $"Subject: x\r\n\r\ntext{before}.{behind}{Forged}";
        var (replies, stored) = await SendAsync(BareLineEnds.Refused, text);
        Assert.DoesNotContain(stored, message => message.StartsWith("Subject: forged", StringComparison.Ordinal));

        // One message came. Where a line end stood alone it was refused, and else it was taken with all that was in it.
        Assert.Single(replies, reply => reply.StartsWith("354", StringComparison.Ordinal));
        if (HasBareEnd(text))
        {
            Assert.Empty(stored);
            Assert.Contains(replies, reply => reply.StartsWith("550 5.5.2", StringComparison.Ordinal));
        }
        else
        {
            Assert.Equal(Unstuffed(text), Assert.Single(stored));
        }
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task To_mend_line_ends_does_not_move_the_end(string before, string behind)
    {
        var text = $"Subject: x\r\n\r\ntext{before}.{behind}{Forged}";
        var (replies, stored) = await SendAsync(BareLineEnds.Mended, text);
        Assert.Single(replies, reply => reply.StartsWith("354", StringComparison.Ordinal));
        var message = Assert.Single(stored);
        Assert.StartsWith("Subject: x", message);
        Assert.Contains("Subject: forged", message, StringComparison.Ordinal);
        Assert.False(HasBareEnd(message));
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Octets_that_come_one_by_one_move_the_end_no_more(string before, string behind)
    {
        await using var peer = new SmtpPeer();
        await peer.BeginAsync();
        await peer.SendAsync("MAIL FROM:<a@b.example>\r\nRCPT TO:<anna@example.org>\r\nDATA\r\n");
        foreach (var octet in $"Subject: x\r\n\r\ntext{before}.{behind}{Forged}QUIT\r\n")
        {
            await peer.SendAsync(octet.ToString());
        }

        var replies = await peer.ReadAllAsync();
        Assert.Single(replies, reply => reply.StartsWith("354", StringComparison.Ordinal));
        Assert.DoesNotContain(await peer.StoredAsync(), message => message.StartsWith("Subject: forged", StringComparison.Ordinal));
    }

    private static async Task<(List<string> Replies, List<string> Stored)> SendAsync(BareLineEnds policy, string text)
    {
        await using var peer = new SmtpPeer { Settings = new(SmtpRole.Intake) { BareLineEnds = policy } };
        await peer.BeginAsync();
        await peer.SendAsync("MAIL FROM:<a@b.example>\r\nRCPT TO:<anna@example.org>\r\nDATA\r\n");
        await peer.SendAsync(text);
        await peer.SendAsync("QUIT\r\n");
        var replies = await peer.ReadAllAsync();
        return (replies, await peer.StoredAsync());
    }

    private static bool HasBareEnd(string text)
    {
        var rest = text.Replace("\r\n", "", StringComparison.Ordinal);
        return rest.Contains('\r') || rest.Contains('\n');
    }

    // The client of this test does not double dots, and the last line is the end.
    private static string Unstuffed(string text) => text[..^3].Replace("\r\n.", "\r\n", StringComparison.Ordinal);
}
