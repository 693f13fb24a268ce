using System.Reflection;
using MailStore.Imap.Commands;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Tests.Commands;

public sealed class OfferTests
{
    [Fact]
    public void A_verb_is_known_exactly_if_it_has_a_handler()
    {
        var handled = typeof(Noop).Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<CommandHandlerAttribute>()?.Rule)
            .OfType<string>()
            .Select(rule => rule.Replace("-", "", StringComparison.Ordinal))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var known = Enum.GetValues<ImapVerb>().Where(Offer.IsKnown).Select(verb => verb.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Empty(handled.Except(known, StringComparer.OrdinalIgnoreCase));
        Assert.Empty(known.Except(handled, StringComparer.OrdinalIgnoreCase));
    }
}
