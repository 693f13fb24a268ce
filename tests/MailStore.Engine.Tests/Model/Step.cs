using System.Collections.Immutable;
using System.Globalization;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Tests.Model;

/// <summary>
/// One line of a script: <c>Flags account=0 mailbox=A/B uids=1:3 mode=Add flags=Seen,k1</c>. It names everything it needs, so that
/// a script from which lines were taken away is one still.
/// </summary>
internal sealed record Step(Act Act, ImmutableSortedDictionary<string, string> Values)
{
    public const string Nothing = "-";

    public static Step Of(Act act, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            all.Add(name, string.Format(CultureInfo.InvariantCulture, "{0}", value).Replace(" ", "", StringComparison.Ordinal));
        }

        return new(act, all.ToImmutable());
    }

    public static Step Parse(string line)
    {
        var words = line.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Of(Enum.Parse<Act>(words[0]), [.. words.Skip(1).Select(word => word.Split('=', 2)).Select(pair => (pair[0], (object)pair[1]))]);
    }

    public string Text(string name) => Values[name];

    public bool Has(string name) => Values.ContainsKey(name);

    public int Number(string name) => int.Parse(Values[name], CultureInfo.InvariantCulture);

    public long? Limit(string name) => Values[name] == Nothing ? null : long.Parse(Values[name], CultureInfo.InvariantCulture);

    public bool Is(string name) => bool.Parse(Values[name]);

    public T Pick<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(Values[name]);

    public MailboxName Mailbox(string name) => MailboxName.Create(Values[name]);

    public UidSet Uids(string name) => Values[name] == Nothing
        ? UidSet.Empty
        : UidSet.OfRanges([.. Values[name].Split(',').Select(range => range.Split(':')).Select(ends => new UidRange(Uid(ends[0]), Uid(ends[^1])))]);

    public FlagSet Flags(string name)
    {
        var words = Values[name] == Nothing ? [] : Values[name].Split(',');
        var system = words.Select(word => Enum.TryParse<SystemFlags>(word, out var flag) ? flag : SystemFlags.None).Aggregate(SystemFlags.None, (all, flag) => all | flag);
        return new(system, [.. words.Where(word => !Enum.TryParse<SystemFlags>(word, out _)).Select(Keyword.Create)]);
    }

    public override string ToString() => string.Join(' ', Values.Select(pair => $"{pair.Key}={pair.Value}").Prepend(Act.ToString()));

    private static uint Uid(string text) => uint.Parse(text, CultureInfo.InvariantCulture);
}
