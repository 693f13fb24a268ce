namespace MailStore.Server.Config;

/// <summary>Files for TLS, in PEM.</summary>
/// <param name="Certificates">None: one for localhost is made, and kept beside the store.</param>
/// <param name="Keys">One for each certificate, in the same order.</param>
/// <param name="ClientAuthorities">Who vouches for certificates of clients.</param>
internal sealed record TlsSettings(IReadOnlyList<string> Certificates, IReadOnlyList<string> Keys, string? ClientAuthorities)
{
    public static TlsSettings Of(SettingValues values) => new(values.Texts(TlsRows.Certificate), values.Texts(TlsRows.Key), values.Text(TlsRows.ClientAuthorities));
}
