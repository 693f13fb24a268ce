namespace MailStore.Simulation.Engines;

internal enum MailVerb
{
    Append,
    AppendSome,
    Flags,
    FlagsIfUnchanged,
    Expunge,
    Copy,
    Move,
    Create,
    Delete,
    Rename,
    Subscribe,
    Deliver,
}
