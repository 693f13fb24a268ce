using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;
using MailStore.Mime.Extraction;
using MailStore.Mime.Office;
using MailStore.Transcripts.Scripts;
using MailStore.Wire;

namespace MailStore.Transcripts.Protocols;

/// <summary>IMAP: responses may hold literals.</summary>
internal sealed class ImapProtocol(TimeProvider clock) : IProtocol
{
    private static readonly TextExtraction s_office = new([new OfficeText()], new(), TimeProvider.System);

    // One that is out of service from the start on.
    private static readonly TextExtraction s_off = new([new OfficeText()], new() { LostMax = 0 }, TimeProvider.System);

    private readonly SessionSeats _seats = new();

    /// <summary>"limits: small" makes every limit one that a script can reach.</summary>
    public static ImapLimits LimitsOf(Script script) => script.HasSmallLimits
        ? new ImapLimits
        {
            AfterLogin = new Limits { LineBytesMax = 200, LiteralBytesMax = 50, LiteralsMax = 2, MessageBytesMax = 300, DiscardBytesMax = 1000 },
            BadCommandsMax = 3,
            LoginsMax = 2,
            AppendedMessagesMax = 2,
            SessionsPerUserMax = 3,
            NotifiedMailboxesMax = 3,
            ContextsMax = 2,
        }
        : new ImapLimits();

    public Task ServeAsync(IClientConnection connection, IMailStore store, Script script, CancellationToken stopping)
    {
        var services = new ImapServices(store, new PasswordList(), clock)
        {
            Limits = LimitsOf(script),
            Seats = _seats,
            Extraction = script.Settings.Contains("attachments", StringComparer.Ordinal) ? s_office
                : script.Settings.Contains("attachments off", StringComparer.Ordinal) ? s_off : TextExtraction.None,
            Withheld = [.. script.Settings.Where(word => word.StartsWith("withheld ", StringComparison.Ordinal)).Select(word => word.Split(' ')[1])],
            Tolerances = script.Header.GetValueOrDefault("tolerances") is { } named ? Enum.Parse<Tolerances>(named) : Tolerances.All,
        };
        return new ImapConnection(connection, services).RunAsync(stopping);
    }

    public int ResponseLength(string received)
    {
        for (var from = 0; ;)
        {
            var end = received.IndexOf("\r\n", from, StringComparison.Ordinal);
            if (end < 0)
            {
                return 0;
            }

            var brace = received[end - 1 >= 0 ? end - 1 : 0] == '}' ? received.LastIndexOf('{', end) : -1;
            if (brace < from || !int.TryParse(received.AsSpan(brace + 1, end - brace - 2), out var length))
            {
                return end + 2;
            }

            from = end + 2 + length;
            if (from > received.Length)
            {
                return 0;
            }
        }
    }

    public IHabits HabitsOf(Script script) => new ImapHabits(script.Fixture);
}
