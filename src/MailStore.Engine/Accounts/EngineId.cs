using MailStore.Abstractions.Accounts;

namespace MailStore.Engine.Accounts;

/// <summary>
/// Ids of accounts, mailboxes and messages: 12 bits of slot, 44 bits of a number that the volume counts. Two volumes never hold
/// the same slot, so ids are unique in the store, and those of an account that moves stay so.
/// </summary>
internal static class EngineId
{
    public const int SlotCount = 4096;

    private const int NumberBits = 44;

    public static ulong Of(int slot, ulong number) => ((ulong)slot << NumberBits) | number;

    public static int SlotOf(AccountId id) => (int)(id.Value >> NumberBits) & (SlotCount - 1);

    public static ulong NumberOf(ulong id) => id & ((1UL << NumberBits) - 1);
}
