namespace MailStore.Bench.Baselines.Imap;

/// <summary>The attribute names of FETCH, for both baselines.</summary>
internal static class FetchNames
{
    public static readonly Dictionary<string, FetchAttribute> Plain = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ALL"] = FetchAttribute.All,
        ["FULL"] = FetchAttribute.Full,
        ["FAST"] = FetchAttribute.Fast,
        ["UID"] = FetchAttribute.Uid,
        ["FLAGS"] = FetchAttribute.Flags,
        ["INTERNALDATE"] = FetchAttribute.InternalDate,
        ["RFC822.SIZE"] = FetchAttribute.Rfc822Size,
        ["RFC822.HEADER"] = FetchAttribute.Rfc822Header,
        ["RFC822.TEXT"] = FetchAttribute.Rfc822Text,
        ["RFC822"] = FetchAttribute.Rfc822,
        ["ENVELOPE"] = FetchAttribute.Envelope,
        ["BODYSTRUCTURE"] = FetchAttribute.BodyStructure,
        ["BODY"] = FetchAttribute.Body,
        ["MODSEQ"] = FetchAttribute.ModSeq,
        ["PREVIEW"] = FetchAttribute.Preview,
        ["EMAILID"] = FetchAttribute.EmailId,
        ["THREADID"] = FetchAttribute.ThreadId,
        ["SAVEDATE"] = FetchAttribute.SaveDate,
    };

    public static readonly Dictionary<string, (FetchAttribute Attribute, bool IsPeek)> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["BODY"] = (FetchAttribute.BodySection, false),
        ["BODY.PEEK"] = (FetchAttribute.BodySection, true),
        ["BINARY"] = (FetchAttribute.Binary, false),
        ["BINARY.PEEK"] = (FetchAttribute.Binary, true),
        ["BINARY.SIZE"] = (FetchAttribute.BinarySize, false),
    };
}
