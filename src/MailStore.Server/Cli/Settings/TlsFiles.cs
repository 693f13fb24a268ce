using MailStore.Server.Config;
using MailStore.Server.Tls;

namespace MailStore.Server.Cli.Settings;

/// <summary>Whether the files of certificates hold what they should, without a server.</summary>
internal static class TlsFiles
{
    public static IEnumerable<SettingFault> FaultsOf(SettingValues values, TimeProvider clock)
    {
        foreach (var (certificate, key) in values.Of(TlsRows.Certificate).Zip(values.Of(TlsRows.Key)))
        {
            if (Fault(() => CertificateFile.Open(certificate.Text, key.Text, clock, _ => { }).RequireCurrent()) is { } fault)
            {
                yield return new(certificate.Where, fault);
            }
        }

        foreach (var authorities in values.Of(TlsRows.ClientAuthorities))
        {
            if (Fault(() => ClientAuthorities.Read(authorities.Text)) is { } fault)
            {
                yield return new(authorities.Where, fault);
            }
        }
    }

    private static string? Fault(Action look)
    {
        try
        {
            look();
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }
}
