using System.Globalization;
using System.Text;
using MailStore.Interop.Tests.Peers;

namespace MailStore.Interop.Tests.Mime;

/// <summary>Asks an IMAP server one item of all messages, and takes what it says as it stands.</summary>
internal sealed class OracleClient : IDisposable
{
    private readonly ImapWire _wire;

    private OracleClient(int port) => _wire = new(port);

    public static OracleClient Open(int port, string user, string password)
    {
        var client = new OracleClient(port);
        client._wire.ReadResponse();
        client.Run($"LOGIN {user} {password}", _ => { });
        client.Run("EXAMINE INBOX", _ => { });
        return client;
    }

    /// <summary>What it says of an item, by message number: all behind the item's name.</summary>
    public Dictionary<int, byte[]> Fetch(string item)
    {
        var said = new Dictionary<int, byte[]>();

        // RFC 9051 §7.5.2: without PEEK, of a range the origin, and Dovecot says all in capitals.
        var length = item.EndsWith('>') ? item.LastIndexOf('.') : item.Length;
        var name = Encoding.ASCII.GetBytes((item[..length].Replace(".PEEK", "", StringComparison.Ordinal) + (length < item.Length ? "> " : " ")).ToUpperInvariant());
        Run($"FETCH 1:* ({item})", response =>
        {
            var open = response.AsSpan().IndexOf(" FETCH ("u8);
            var number = int.Parse(response.AsSpan(2, open - 2), CultureInfo.InvariantCulture);
            var value = response.AsSpan(open + " FETCH (".Length);
            Assert.True(value.StartsWith(name), Encoding.Latin1.GetString(response));
            said[number] = value[name.Length..^3].ToArray();
        });
        return said;
    }

    public void Dispose() => _wire.Dispose();

    private void Run(string command, Action<byte[]> fetched)
    {
        _wire.Send(Encoding.ASCII.GetBytes($"a {command}\r\n"));
        while (true)
        {
            var response = _wire.ReadResponse();
            if (response.AsSpan().StartsWith("a "u8))
            {
                Assert.True(response.AsSpan().StartsWith("a OK"u8), Encoding.Latin1.GetString(response));
                return;
            }

            if (response.AsSpan(0, Math.Min(30, response.Length)).IndexOf(" FETCH ("u8) > 2)
            {
                fetched(response);
            }
        }
    }
}
