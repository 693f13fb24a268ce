using System.Globalization;
using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Kills.Indexing;

/// <summary>
/// Real processes, ended by SIGKILL while they make and merge segments: afterwards each search finds what a scan finds, at once and
/// when the index is whole again. 6 rounds; <c>MAILSTORE_KILLS=200</c> for the long form, <c>MAILSTORE_SEED</c> for other moments.
/// </summary>
public sealed class IndexKillTests
{
    private const int UsualRounds = 6;

    /// <summary>A signal takes its time, and on a busy machine each may come behind the step that it was meant for: then there are more rounds, so many times.</summary>
    private const int Patience = 6;

    [Fact]
    public async Task A_kill_while_segments_are_made_or_merged_makes_no_answer_wrong()
    {
        var (seed, rounds) = (Setting("MAILSTORE_SEED", 1), Setting("MAILSTORE_KILLS", UsualRounds));
        using var folder = new TemporaryFolder();
        await IndexedStore.CreateAsync(folder.Path);
        var (making, merging) = (0, 0);
        for (var round = 1; round <= rounds || ((making == 0 || merging == 0) && round <= Patience * rounds); round++)
        {
            // In turns a step of a merge, and any other.
            var dice = Dice.For((ulong)seed, "kill", (ulong)round);
            var last = await RunAsync(folder.Path, round, round % 2 == 0 ? SpokenStorage.Merge : "", dice);
            var (isOpen, isMerge) = StateOf(last);
            making += isOpen && !isMerge ? 1 : 0;
            merging += isOpen && isMerge ? 1 : 0;
            await CheckAsync(folder.Path, $"round {round} of MAILSTORE_SEED={seed}, killed at: {last[^1]}");
        }

        // A kill that strikes nothing shows nothing.
        Assert.True(making > 0 && merging > 0, $"{making} kills while a segment was made, {merging} while some were merged, of {rounds}");
    }

    /// <returns>All that it said.</returns>
    private static async Task<List<string>> RunAsync(string folder, int round, string sign, Dice dice)
    {
        using var process = ChildProcess.Start(IndexWorkerCommand.Name, folder, round.ToString(CultureInfo.InvariantCulture));
        var complaints = process.StandardError.ReadToEndAsync();
        var (said, left, before) = (new List<string>(), -1, dice.Between(0, 60));
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (left < 0 && said.Count > before && line.StartsWith("create", StringComparison.Ordinal) && line.EndsWith(sign, StringComparison.Ordinal))
            {
                left = dice.Between(1, 6);
            }

            if (left > 0 && --left == 0)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync();
        Assert.True(left == 0, $"The worker ended by itself: {await complaints}");
        return said;
    }

    /// <summary>What was under way when it was killed; what it said afterwards was under way too.</summary>
    private static (bool IsOpen, bool IsMerge) StateOf(List<string> said)
    {
        var create = said.FindLastIndex(line => line.StartsWith("create", StringComparison.Ordinal));
        var name = said[create].Split(' ')[1];
        return (!said.Skip(create).Contains($"close {name}", StringComparer.Ordinal), said[create].EndsWith(SpokenStorage.Merge, StringComparison.Ordinal));
    }

    private static async Task CheckAsync(string folder, string when)
    {
        await using var store = await IndexedStore.OpenAsync(folder, runsByItself: false, static _ => { });
        using var view = await (await store.InboxAsync()).OpenViewAsync(isReadOnly: true);
        var texts = await ReadAsync(view);
        await AssertRightAsync(view, texts, when + ", at once");
        store.Engine.RunIndexing();
        await AssertRightAsync(view, texts, when + ", indexed again");

        // What was begun is told of as that and nothing else, and what is indexed again is whole.
        Assert.All(store.Reported, line => Assert.EndsWith("its head is not whole", line, StringComparison.Ordinal));
        Assert.True(texts.Count < 20 || (await view.SearchAsync(Text(SearchField.Body, "among"))).Open.IsEmpty, when);
    }

    private static async Task<SortedDictionary<Uid, string>> ReadAsync(IMailboxView view)
    {
        var texts = new SortedDictionary<Uid, string>();
        for (var sequence = 1; sequence <= view.Count; sequence++)
        {
            using var content = (await view.OpenAsync(view.UidAt(sequence)))!;
            var octets = new byte[content.Length];
            for (var length = 0; length < octets.Length;)
            {
                length += await content.ReadAsync(length, octets.AsMemory(length));
            }

            texts.Add(view.UidAt(sequence), Encoding.ASCII.GetString(octets));
        }

        return texts;
    }

    private static async Task AssertRightAsync(IMailboxView view, SortedDictionary<Uid, string> texts, string when)
    {
        var dice = Dice.For((ulong)texts.Count, "asked", 0);
        var asked = new List<(SearchField Field, string Text)> { (SearchField.Body, "among all"), (SearchField.Text, "letter"), (SearchField.Body, "nowhere"), (SearchField.Body, "7 and one of t") };
        foreach (var text in texts.Values.Where(_ => dice.Percent(20)))
        {
            var (subject, body) = (text[..text.IndexOf("\r\n", StringComparison.Ordinal)], text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
            asked.Add((SearchField.Subject, subject["Subject: ".Length..]));
            asked.Add((SearchField.Body, body.Split(' ')[2]));
            asked.Add((SearchField.Body, body.Substring(dice.Below(40), dice.Between(3, 12))));
        }

        foreach (var (field, text) in asked)
        {
            var answer = await view.SearchAsync(Text(field, text));
            var right = texts.Where(pair => Holds(pair.Value, field, text)).Select(pair => pair.Key).ToList();
            var wrong = answer.Found.Each().Except(right).Concat(right.Where(uid => !answer.Found.Contains(uid) && !answer.Open.Contains(uid))).ToList();
            Assert.True(wrong.Count == 0, $"{when}: {field} \"{text}\" is wrong of {string.Join(',', wrong)}; found {answer.Found}, open {answer.Open}");
        }
    }

    private static bool Holds(string message, SearchField field, string text)
    {
        var end = message.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var place = field switch { SearchField.Body => message[(end + 4)..], SearchField.Subject => message["Subject: ".Length..end], _ => message };

        // Nobody knows where a line was broken.
        return place.ReplaceLineEndings(" ").Contains(text.ReplaceLineEndings(" "), StringComparison.OrdinalIgnoreCase);
    }

    private static SearchNode Text(SearchField field, string text) => new(SearchNodeKind.Text) { Field = field, Text = text };

    private static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : usual;
}
