namespace MailStore.Bench.Baselines.Pop3;

internal enum Pop3Verb
{
    None, User, Pass, Apop, Stat, List, Uidl, Retr, Dele, Top, Capa, Quit, Noop, Rset, Stls,
}
