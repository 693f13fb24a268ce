namespace MailStore.Bench.Baselines.Imap;

internal enum ImapVerb
{
    None, Noop, Idle, Capability, Logout, Close, Check, Expunge, Unselect, Namespace, StartTls, Login, Authenticate, Select, Examine, Status, List, Lsub,
    Create, Delete, Rename, Subscribe, Unsubscribe, GetQuotaRoot, Copy, Move, Enable, Id, Append, Fetch, Store, Search,
}
