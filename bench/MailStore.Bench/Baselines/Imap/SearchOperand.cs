namespace MailStore.Bench.Baselines.Imap;

internal enum SearchOperand
{
    None, Text, Number, Header, Set, OneKey, TwoKeys,
}
