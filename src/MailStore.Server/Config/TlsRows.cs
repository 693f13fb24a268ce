namespace MailStore.Server.Config;

/// <summary>Certificates.</summary>
internal static class TlsRows
{
    private const string Section = "TLS";

    public static Setting Certificate { get; } = new("certificate", Section, ValueForm.File, "PEM file of a certificate, with those that lead to its root behind it. With several, a client gets the one of the name that it came for, or the first. Without one, TLS has a self-made one for localhost.")
    {
        IsList = true,
        IsReloadable = true,
    };

    public static Setting Key { get; } = new("key", Section, ValueForm.File, "PEM file of the certificate's key; one for each certificate, in the same order.") { IsList = true, IsReloadable = true };

    public static Setting ClientAuthorities { get; } = new("client-ca", Section, ValueForm.File, "PEM file of whoever vouches for certificates of clients, which may log in with them.") { IsReloadable = true };

    public static IReadOnlyList<Setting> All { get; } = [Certificate, Key, ClientAuthorities];
}
