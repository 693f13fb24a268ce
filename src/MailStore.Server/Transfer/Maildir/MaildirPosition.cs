using System.Globalization;

namespace MailStore.Server.Transfer.Maildir;

/// <summary>
/// How far a folder was gone through: up to a UID, and among the files that had none up to a name. Both, since a file without a UID
/// gets one as soon as the folder's own server looks at it: what it got then does not bring it again, and keeps nothing behind it away.
/// <code>17 1700000001.M1P2.host</code>
/// </summary>
/// <param name="Uid">0: none yet.</param>
/// <param name="Name">Without flags, which may change while an import goes on. Empty: none yet.</param>
internal readonly record struct MaildirPosition(uint Uid, string Name)
{
    private const char Blank = ' ';

    public static MaildirPosition Parse(string text)
    {
        var blank = text.IndexOf(Blank, StringComparison.Ordinal);
        return blank < 0 ? new(0, "") : new(uint.Parse(text.AsSpan(0, blank), NumberStyles.None, CultureInfo.InvariantCulture), text[(blank + 1)..]);
    }

    /// <summary>The file was not done yet. Who writes a Maildir makes names that grow with time.</summary>
    public bool IsBehind(MaildirFile file) =>
        (file.Entry.Uid == 0 || file.Entry.Uid > Uid) && string.CompareOrdinal(UidList.BaseOf(file.Name), Name) > 0;

    public MaildirPosition With(MaildirFile file) => file.Entry.Uid == 0 ? this with { Name = UidList.BaseOf(file.Name) } : this with { Uid = file.Entry.Uid };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Uid}{Blank}{Name}");
}
