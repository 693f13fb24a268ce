using System.Text;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Server.Transfer.Maildir;

/// <summary>
/// A file that an export puts into each folder, for what a Maildir cannot say: the name as it was, and its special uses. A folder that
/// has one holds messages octet for octet as they were stored, so their lines' ends are left alone.
/// </summary>
internal sealed record MailboxNote(MailboxName Name, SpecialUse Uses)
{
    public const string FileName = "mailstore-mailbox";

    public static MailboxNote? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) && File.ReadAllLines(path, Encoding.UTF8) is [var uses, var name, ..]
            && MailboxName.TryCreate(name, out var mailbox) && Enum.TryParse<SpecialUse>(uses, out var read)
            ? new(mailbox, read)
            : null;
    }

    public void Write(string folder) => File.WriteAllLines(Path.Combine(folder, FileName), [Uses.ToString(), Name.Text], new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
