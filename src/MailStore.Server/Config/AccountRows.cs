namespace MailStore.Server.Config;

/// <summary>Who may log in, and whose addresses are here.</summary>
internal static class AccountRows
{
    private const string Section = "Accounts";

    public static Setting User { get; } = new("user", Section, ValueForm.Login, "Somebody who may log in while this server runs; the account is created if there is none.")
    {
        IsList = true,
        IsReloadable = true,
        IsSecret = true,
    };

    public static Setting KeepSecrets { get; } = new("keep-secrets", Section, ValueForm.Switch, "Keeps passwords of such users in the clear, in memory, for clients that can do no better than CRAM-MD5 and APOP.") { Default = [ValueForm.Off], IsReloadable = true };

    public static Setting Domain { get; } = new("domain", Section, ValueForm.Text, "A domain whose mail is kept here. Those of the users are known; localhost if there is none.") { IsList = true, IsReloadable = true };

    public static Setting Alias { get; } = new("alias", Section, ValueForm.Pair("ADDRESS=USER[,USER...]", "sales@example.org=anna@example.org"), "Another name for a user, or a list of several.") { IsList = true, IsReloadable = true };

    public static Setting Forward { get; } = new("forward", Section, ValueForm.Pair("ADDRESS=ADDRESS", "gone@example.org=new@example.net"), "Somebody who has gone: senders are told where.") { IsList = true, IsReloadable = true };

    public static Setting CatchAll { get; } = new("catch-all", Section, ValueForm.Pair("DOMAIN=USER", "example.org=anna@example.org"), "Who gets what is addressed to nobody in a domain.") { IsList = true, IsReloadable = true };

    public static IReadOnlyList<Setting> All { get; } = [User, KeepSecrets, Domain, Alias, Forward, CatchAll];
}
