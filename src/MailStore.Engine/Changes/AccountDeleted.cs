using MailStore.Abstractions.Accounts;

namespace MailStore.Engine.Changes;

/// <summary><code>kind | id</code></summary>
internal sealed record AccountDeleted(AccountId Id)
{
    public static AccountDeleted Read(ref ChangeReader reader)
    {
        var change = new AccountDeleted(new AccountId(reader.Varint()));
        reader.End();
        return change;
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.AccountDeleted);
        writer.Varint(Id.Value);
    }
}
