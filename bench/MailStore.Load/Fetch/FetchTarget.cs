using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MailStore.Load.Clients;
using MailStore.Testing.Corpus;

namespace MailStore.Load.Fetch;

/// <summary>A server with a mailbox of real messages, the same in the same order in each.</summary>
internal sealed class FetchTarget(IPEndPoint place, string user, string password) : IDisposable
{
    private const string Mailbox = "load-fetch";
    private readonly TcpClient _client = new() { NoDelay = true };
    private NetworkStream _stream = null!;
    private ReplyCounter _replies = null!;
    private int _commands;

    public string Name { get; } = place.ToString();

    public async Task OpenAsync(int messages)
    {
        using (var filler = await ImapClient.LogInAsync(place, user, password))
        {
            await FillAsync(filler, messages);
        }

        await _client.ConnectAsync(place);
        _stream = _client.GetStream();
        _replies = new(_stream);

        // The greeting ends with no tag; it is a line of its own all the same.
        var greeting = new byte[1];
        while (await _stream.ReadAsync(greeting) == 1 && greeting[0] != (byte)'\n')
        {
        }

        await DoAsync($"LOGIN \"{user}\" \"{password}\"", "");
        await DoAsync("EXAMINE " + Mailbox, "");
    }

    /// <summary>Responses and octets of the answer.</summary>
    public async Task<(int Responses, long Octets)> DoAsync(string command, string kind)
    {
        var tag = string.Create(CultureInfo.InvariantCulture, $"x{++_commands}");
        await _stream.WriteAsync(Encoding.ASCII.GetBytes($"{tag} {command}\r\n"));
        await _replies.ReadAsync(tag, kind);
        return (_replies.Responses, _replies.Octets);
    }

    public void Dispose() => _client.Dispose();

    // A mailbox from an earlier run is used again if it holds as many.
    private static async Task FillAsync(ImapClient client, int messages)
    {
        await client.SendAsync($"y CREATE {Mailbox}\r\nx NOOP\r\n");
        await client.UntilAsync("x OK");
        await client.SendAsync($"x STATUS {Mailbox} (MESSAGES)\r\n");
        var there = int.Parse((await client.UntilAsync("* STATUS")).Split("MESSAGES ")[1].TrimEnd(')', ' '), CultureInfo.InvariantCulture);
        await client.UntilAsync("x OK");
        if (there != 0 && there != messages)
        {
            throw new InvalidDataException($"{Mailbox} holds {there} messages, and {messages} are wanted: take another account.");
        }

        foreach (var message in there == 0 ? Forever().Take(messages) : [])
        {
            await client.SendAsync($"x APPEND {Mailbox} {{{message.Length}}}\r\n");
            await client.UntilAsync("+");
            await client.SendAsync(Encoding.Latin1.GetString(message) + "\r\n");
            await client.UntilAsync("x OK");
        }
    }

    private static IEnumerable<byte[]> Forever()
    {
        while (true)
        {
            foreach (var message in RealMail.Read())
            {
                yield return message.Octets;
            }
        }
    }
}
