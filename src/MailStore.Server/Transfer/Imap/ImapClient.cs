using System.Globalization;
using System.Text;

namespace MailStore.Server.Transfer.Imap;

/// <summary>Commands to some IMAP server, one behind the other.</summary>
internal sealed class ImapClient(ImapPlace place, ImapWire wire) : IAsyncDisposable
{
    private int _tag;

    public static async Task<ImapClient> LogInAsync(ImapPlace place, string password, CancellationToken cancellation)
    {
        var client = new ImapClient(place, await ImapWire.ConnectAsync(place, cancellation));
        var isIn = false;
        try
        {
            await client.BeginAsync(password, cancellation);
            isIn = true;
            return client;
        }
        finally
        {
            if (!isIn)
            {
                await client.DisposeAsync();
            }
        }
    }

    /// <summary>Sends a command and says how its answer ends.</summary>
    public async Task<string> SendAsync(string command, CancellationToken cancellation)
    {
        var tag = string.Create(CultureInfo.InvariantCulture, $"m{++_tag}");
        await wire.SendAsync($"{tag} {command}\r\n", cancellation);
        return tag;
    }

    /// <summary>Reads up to the end of a command that was sent.</summary>
    /// <param name="tag">Of <see cref="SendAsync"/>.</param>
    /// <param name="untagged">Gets each other response, without its star.</param>
    /// <param name="body">Gets octets of <c>BODY[]</c>.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task FinishAsync(string tag, Action<string> untagged, Func<ReadOnlyMemory<byte>, ValueTask>? body, CancellationToken cancellation)
    {
        while (true)
        {
            var response = await wire.ReadAsync(body, cancellation);
            if (response.StartsWith("* ", StringComparison.Ordinal))
            {
                untagged(response[2..]);
            }
            else if (response.StartsWith(tag + " ", StringComparison.Ordinal))
            {
                if (!response.AsSpan(tag.Length + 1).StartsWith("OK", StringComparison.OrdinalIgnoreCase))
                {
                    throw new ImportFaultException($"{place.Host} refused: {response[(tag.Length + 1)..]}");
                }

                return;
            }
        }
    }

    public async Task CallAsync(string command, Action<string> untagged, CancellationToken cancellation) =>
        await FinishAsync(await SendAsync(command, cancellation), untagged, body: null, cancellation);

    public ValueTask DisposeAsync() => wire.DisposeAsync();

    private async Task BeginAsync(string password, CancellationToken cancellation)
    {
        var greeting = await wire.ReadAsync(body: null, cancellation);
        if (!greeting.StartsWith("* OK", StringComparison.OrdinalIgnoreCase))
        {
            throw new ImportFaultException($"{place.Host} does not talk to us: {greeting}");
        }

        if (!wire.IsTls && !ImapWire.IsLocal(place.Host))
        {
            // A password is not sent where others can read it.
            await CallAsync("STARTTLS", static _ => { }, cancellation);
            await wire.StartTlsAsync(cancellation);
        }

        var plain = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{place.User}\0{password}"));
        var isPlain = (place.User + password).All(letter => letter is >= ' ' and <= '~');
        var tag = await SendAsync(isPlain ? $"LOGIN {ImapText.Quote(place.User)} {ImapText.Quote(password)}" : "AUTHENTICATE PLAIN", cancellation);
        if (!isPlain && (await wire.ReadAsync(body: null, cancellation)).StartsWith('+'))
        {
            await wire.SendAsync(plain + "\r\n", cancellation);
        }

        await FinishAsync(tag, static _ => { }, body: null, cancellation);
    }
}
