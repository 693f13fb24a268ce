namespace MailStore.Bench.Baselines.Smtp;

internal enum SmtpVerb
{
    None, Ehlo, Helo, Mail, Rcpt, Data, Bdat, Rset, Quit, Noop, StartTls, Help, Vrfy, Auth,
}
