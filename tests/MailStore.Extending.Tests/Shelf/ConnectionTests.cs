using System.IO.Pipelines;
using System.Text;
using Example.Shelf;
using MailStore.Extending.Tests.Shelf.Session;
using MailStore.Wire;

namespace MailStore.Extending.Tests.Shelf;

public sealed class ConnectionTests
{
    private const string Session =
        "a1 NOOP\r\n" +
        "a2 ATTACH 4:7,9 (urgent {5}\r\nto do \"a \\\"b\\\"\" {2+}\r\n\r\n) {6}\r\na note DAYS 30\r\n" +
        "a3 ATTACH 1,* (x) {3+}\r\nabc\r\n" +
        "a4 ATTACH 1 () {3+}\r\nabc\r\n" +
        "a5 ATTACH 1 (x) {3+}\r\nabc DAYS many\r\n" +
        "a6 WATCH {5+}\r\nINBOX\r\nPAUSE 10\r\nPAUSE 20\r\nDONE\r\n" +
        "a7 CLOSE\r\n" +
        "a8 CLOSE\r\n";

    private static readonly string[] Replies =
    [
        "OK nothing done in Selected",
        "+ go on",
        "OK 5 messages, labels urgent|to do|a \"b\"|\r\n, a note of 6 octets, for 30 days",
        "OK 2 messages, labels x, a note of 3 octets, for ever",
        "BAD at 13: expected string, quoted or literal",
        "BAD behind the note, at 6: expected attach-days",
        "OK watched INBOX, paused 10 s, paused 20 s",
        "OK closed",
        "BAD CLOSE is not allowed now",
    ];

    [Fact]
    public async Task Each_command_reaches_its_handler() => Assert.Equal(Replies, await RunAsync(Session, int.MaxValue));

    [Fact]
    public async Task Where_the_input_is_cut_changes_nothing()
    {
        for (var piece = 1; piece < 40; piece++)
        {
            Assert.Equal(Replies, await RunAsync(Session, piece));
        }
    }

    [Fact]
    public async Task A_literal_over_the_limit_is_refused_and_its_octets_are_no_commands()
    {
        var replies = await RunAsync("a1 ATTACH 1 ({2000+}\r\n" + new string('x', 1992) + "\r\na NOOP) {1+}\r\nn\r\na2 NOOP\r\n", int.MaxValue);
        Assert.Equal(["NO the literal is too large", "OK nothing done in Selected"], replies);
    }

    private static async Task<List<string>> RunAsync(string input, int piece)
    {
        var pipe = new Pipe();
        using var connection = new ShelfConnection(pipe.Reader, Limits.BeforeLogin);
        var running = connection.RunAsync(ShelfStates.Selected);
        foreach (var part in Encoding.Latin1.GetBytes(input).Chunk(piece))
        {
            await pipe.Writer.WriteAsync(part);
        }

        await pipe.Writer.CompleteAsync();
        await running;
        return connection.Replies;
    }
}
