using MailStore.Abstractions.Mailboxes;

namespace MailStore.Transcripts.Access;

/// <summary>Command x right x mailbox: without a right that RFC 4314 §4 asks for nothing happens, and whose mailbox it is does not show.</summary>
public sealed class AccessGateTests
{
    private static readonly string[] s_mailboxes = ["INBOX", "Secret", "Up/Secret"];

    /// <summary>Each by its place in the table, so that a test has a name one can ask for.</summary>
    public static TheoryData<int, string> Rows
    {
        get
        {
            var rows = new TheoryData<int, string>();
            for (var command = 0; command < GuardedCommand.All.Count; command++)
            {
                foreach (var mailbox in s_mailboxes)
                {
                    if (mailbox != "INBOX" || !IsOfInboxAlone(GuardedCommand.All[command]))
                    {
                        rows.Add(command, mailbox);
                    }
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_command_needs_each_of_its_rights(int number, string mailbox)
    {
        // One after the other in one session: what is refused changes nothing.
        var command = GuardedCommand.All[number];
        await using var scene = await GateScene.OpenAsync(mailbox);
        foreach (var right in Enum.GetValues<MailboxRights>().Where(right => int.PopCount((int)right) == 1 && command.Needed.HasFlag(right)))
        {
            await scene.GiveAsync(mailbox, MailboxRights.All & ~right);

            var reply = await RunAsync(scene, command, mailbox);

            var expected = right == MailboxRights.Lookup ? "NO [NONEXISTENT] " : command.Text.Contains("URL", StringComparison.Ordinal) ? "NO [BADURL " : "NO [NOPERM] ";
            Assert.True(Last(reply).StartsWith(expected, StringComparison.Ordinal), $"{command.On(mailbox)} without {right}: {reply}");
            await scene.DoAsync("UNSELECT");
            await scene.GiveAsync(mailbox, MailboxRights.All);
        }

        Assert.Contains("(MESSAGES 2 UIDNEXT 3 DELETED 2)", await scene.DoAsync($"STATUS {mailbox} (MESSAGES UIDNEXT DELETED)"), StringComparison.Ordinal);
        Assert.Contains("(MESSAGES 2 UIDNEXT 3 DELETED 2)", await scene.DoAsync("STATUS Other (MESSAGES UIDNEXT DELETED)"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_command_needs_no_other_right(int number, string mailbox)
    {
        var command = GuardedCommand.All[number];
        await using var scene = await GateScene.OpenAsync(mailbox);
        await scene.GiveAsync(mailbox, command.Needed | command.Also | MailboxRights.Lookup);

        var reply = await RunAsync(scene, command, mailbox);

        Assert.True(Last(reply).StartsWith("OK ", StringComparison.Ordinal), $"{command.On(mailbox)} with {command.Needed}: {reply}");
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_mailbox_that_one_has_no_right_to_is_like_none(int number, string mailbox)
    {
        var command = GuardedCommand.All[number];
        if (command.ShowsTaken || mailbox == "INBOX")
        {
            // That INBOX is there everybody knows, and a name that is taken cannot be had.
            return;
        }

        var absent = mailbox.Replace("Secret", "Absent", StringComparison.Ordinal);
        await using var scene = await GateScene.OpenAsync(mailbox);
        await scene.GiveAsync(mailbox, MailboxRights.None);
        var hidden = await RunAsync(scene, command, mailbox);
        await using var empty = await GateScene.OpenAsync("Third");
        var missing = await RunAsync(empty, command, absent);

        Assert.Equal(missing.Replace(absent, mailbox, StringComparison.Ordinal), hidden);
    }

    [Theory]
    [InlineData("LIST \"\" *")]
    [InlineData("LIST \"\" %")]
    [InlineData("LIST \"\" * RETURN (STATUS (MESSAGES) MYRIGHTS SUBSCRIBED METADATA (/private/comment))")]
    [InlineData("LIST (SUBSCRIBED) \"\" *")]
    [InlineData("LSUB \"\" *")]
    [InlineData("XLIST \"\" *")]
    public async Task No_list_tells_of_a_mailbox_that_one_has_no_right_to(string command)
    {
        await using var scene = await GateScene.OpenAsync("Secret");
        await scene.DoAsync("CREATE Secret/Below");
        await scene.GiveAsync("Secret", MailboxRights.None);
        await scene.GiveAsync("Secret/Below", MailboxRights.None);

        Assert.DoesNotContain("Secret", await scene.DoAsync(command), StringComparison.Ordinal);
    }

    /// <summary>RFC 4314 §4: "the LIST command should behave as if the mailbox doesn't exist".</summary>
    [Fact]
    public async Task A_mailbox_below_one_that_is_hidden_has_a_parent_that_is_none()
    {
        await using var scene = await GateScene.OpenAsync("Secret");
        await scene.DoAsync("CREATE Secret/Below");
        await scene.GiveAsync("Secret", MailboxRights.None);

        var reply = await scene.DoAsync("LIST \"\" Secret*");

        Assert.Contains("""\Noselect""", reply.Split("\r\n")[0], StringComparison.Ordinal);
        Assert.Contains("Secret/Below", reply, StringComparison.Ordinal);
        Assert.Equal("OK", Last(await scene.DoAsync("SELECT Secret/Below"))[..2]);
    }

    [Fact]
    public async Task A_right_that_is_taken_away_is_gone_with_the_next_command()
    {
        await using var scene = await GateScene.OpenAsync("Secret");
        await scene.DoAsync("SELECT Secret");
        Assert.StartsWith("OK", Last(await scene.DoAsync("STORE 1 +FLAGS (\\Flagged)")));
        await scene.GiveAsync("Secret", MailboxRights.Lookup | MailboxRights.Read);

        Assert.StartsWith("NO [NOPERM]", Last(await scene.DoAsync("STORE 1 -FLAGS (\\Flagged)")));
        Assert.StartsWith("NO [NOPERM]", Last(await scene.DoAsync("EXPUNGE")));
        Assert.Contains("""\Flagged \Deleted""", await scene.DoAsync("FETCH 1 FLAGS"), StringComparison.Ordinal);
    }

    /// <summary>RFC 4314 §5.2</summary>
    [Fact]
    public async Task Who_may_change_nothing_selects_to_read()
    {
        await using var scene = await GateScene.OpenAsync("Secret");
        await scene.GiveAsync("Secret", MailboxRights.Lookup | MailboxRights.Read);

        Assert.StartsWith("OK [READ-ONLY]", Last(await scene.DoAsync("SELECT Secret")));
        Assert.StartsWith("NO [READ-ONLY]", Last(await scene.DoAsync("STORE 1 +FLAGS (\\Seen)")));
    }

    /// <summary>RFC 4314 §4: flags that one has no right to are left out, and nothing fails for them.</summary>
    [Fact]
    public async Task Messages_arrive_without_the_flags_that_one_may_not_set()
    {
        await using var scene = await GateScene.OpenAsync("Secret");
        await scene.GiveAsync("Secret", MailboxRights.Lookup | MailboxRights.Read | MailboxRights.Insert | MailboxRights.KeepSeen);
        await scene.DoAsync("SELECT Other");
        await scene.DoAsync("STORE 1 FLAGS (\\Seen \\Deleted \\Flagged Keyword)");
        Assert.StartsWith("OK", Last(await scene.DoAsync("COPY 1 Secret")));
        Assert.StartsWith("OK", Last(await scene.DoAsync("APPEND Secret (\\Seen \\Deleted Keyword) {5+}\r\na\r\n\r\n")));
        await scene.DoAsync("SELECT Secret");

        var reply = await scene.DoAsync("FETCH 3:4 FLAGS");

        Assert.Contains(@"3 FETCH (FLAGS (\Recent \Seen))", reply, StringComparison.Ordinal);
        Assert.Contains(@"4 FETCH (FLAGS (\Recent \Seen))", reply, StringComparison.Ordinal);
    }

    /// <summary>RFC 4314 §4: reading alone does not mark a message where that is not one's right.</summary>
    [Fact]
    public async Task Reading_does_not_mark_a_message_without_the_right()
    {
        await using var scene = await GateScene.OpenAsync("Secret");
        await scene.GiveAsync("Secret", MailboxRights.All & ~MailboxRights.KeepSeen);
        await scene.DoAsync("SELECT Secret");

        Assert.Contains("Subject: one", await scene.DoAsync("FETCH 1 BODY[]"), StringComparison.Ordinal);
        Assert.DoesNotContain(@"\Seen", await scene.DoAsync("FETCH 1 FLAGS"), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(GateScene scene, GuardedCommand command, string mailbox)
    {
        if (command.Selected is { } selected)
        {
            var opened = await scene.DoAsync($"SELECT {selected.Replace("{0}", mailbox, StringComparison.Ordinal)}");
            if (!Last(opened).StartsWith("OK", StringComparison.Ordinal))
            {
                return opened;
            }
        }

        return await scene.DoAsync(command.On(mailbox));
    }

    // RFC 9051 §6.3.5: INBOX cannot be deleted, and a rename of it moves its messages.
    private static bool IsOfInboxAlone(GuardedCommand command) =>
        command.Text.StartsWith("DELETE {0}", StringComparison.Ordinal) || command.Text.Contains("specialuse", StringComparison.Ordinal);

    private static string Last(string reply) => reply[(reply.LastIndexOf("\r\n", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : 0)..];
}
