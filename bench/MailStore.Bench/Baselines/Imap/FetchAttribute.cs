namespace MailStore.Bench.Baselines.Imap;

internal enum FetchAttribute
{
    None, All, Full, Fast, Uid, Flags, InternalDate, Rfc822Size, Rfc822Header, Rfc822Text, Rfc822, Envelope, BodyStructure, Body, ModSeq, Preview, EmailId,
    ThreadId, SaveDate, BodySection, Binary, BinarySize,
}
