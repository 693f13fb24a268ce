namespace MailStore.Imap.Tests.Extensions;

/// <summary>A few messages by seed: ids that are there twice or not at all, lists of references that were cut or turned round, loops, days and subjects that many share.</summary>
internal static class RandomMail
{
    public static IReadOnlyList<PlainMessage> Of(int seed)
    {
        var dice = new Random(seed);
        var count = dice.Next(1, 14);
        var ids = dice.Next(1, 14);
        var subjects = dice.Next(1, 5);
        return [.. Enumerable.Range(1, count).Select(uid => new PlainMessage(
            (uint)uid,
            (ulong)dice.Next(1, dice.Next(2, 12)),
            dice.Next(PlainMessage.None, subjects),
            dice.Next(2) == 0,
            dice.Next(5) == 0 ? PlainMessage.None : dice.Next(ids),
            [.. Enumerable.Range(0, dice.Next(4)).Select(_ => dice.Next(ids))]))];
    }
}
