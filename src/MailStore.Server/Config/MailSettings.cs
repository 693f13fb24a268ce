using System.Net;
using MailStore.Server.Accounts;
using MailStore.Server.Relaying;
using MailStore.Smtp.Session;

namespace MailStore.Server.Config;

/// <summary>What was set of mail that comes in.</summary>
internal sealed record MailSettings
{
    public AddressOptions Addresses { get; init; } = new();

    public required string HostName { get; init; }

    /// <summary>Who takes what is addressed elsewhere; null: nobody, and it is refused.</summary>
    public SmarthostPlace? Smarthost { get; init; }

    public IReadOnlyList<IPNetwork> Trusted { get; init; } = [];

    public FromPolicy FromPolicy { get; init; }

    /// <summary>SIZE.</summary>
    public long MessageBytesMax { get; init; }

    public bool IsFullTemporary { get; init; }

    public bool MendsLineEnds { get; init; }

    public bool AnswersQuestions { get; init; }

    public static MailSettings Of(SettingValues values) => new()
    {
        Addresses = new()
        {
            Domains = values.Texts(AccountRows.Domain),
            Aliases = values.Texts(AccountRows.Alias),
            Forwards = values.Texts(AccountRows.Forward),
            CatchAlls = values.Texts(AccountRows.CatchAll),
        },
        HostName = values.Text(MailRows.HostName) ?? Dns.GetHostName(),
        Smarthost = values.Text(MailRows.Smarthost) is { } text && SmarthostPlace.TryParse(text, out var place) ? place : null,
        Trusted = values.Networks(MailRows.Trust),
        FromPolicy = (FromPolicy)MailRows.Policies.Index().First(policy => policy.Item == values.Text(MailRows.FromPolicy)).Index,
        MessageBytesMax = values.Number(MailRows.MessageBytes),
        IsFullTemporary = !values.IsOn(MailRows.FullIsFinal),
        MendsLineEnds = values.IsOn(MailRows.MendLineEnds),
        AnswersQuestions = values.IsOn(MailRows.AnswerVrfy),
    };
}
