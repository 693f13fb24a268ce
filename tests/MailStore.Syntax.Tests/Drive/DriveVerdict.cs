namespace MailStore.Syntax.Tests.Drive;

internal enum DriveVerdict
{
    Accepted,

    /// <summary>The parser said where it went wrong, or the input goes on behind a complete command.</summary>
    Refused,

    /// <summary>The input ended where a line or a literal was still to come.</summary>
    Incomplete,
}
