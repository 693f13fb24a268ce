using MailStore.Bench.Contenders;
using MailStore.Bench.Gates;
using MailStore.Bench.Measuring;
using Xunit;

namespace MailStore.Bench.Tests.Gates;

public sealed class ParseJudgeTests
{
    private static readonly Figures _floor = Row(Protocol.Floor, 10);
    private static readonly Figures _split = Row(Protocol.Split, 400);
    private static readonly Figures _regex = Row(Protocol.Regex, 300);

    [Fact]
    public void A_fast_parser_that_allocates_nothing_holds() =>
        Assert.DoesNotContain(Judge(Protocol.Imap(new()), Row(Protocol.Generated, 70)), finding => finding.IsShort);

    [Fact]
    public void A_missing_parser_is_short() => Assert.Contains("no generated parser", Short(Judge(Protocol.Imap(new()), null)), StringComparison.Ordinal);

    [Fact]
    public void Too_many_floors_are_short() =>
        Assert.Contains("IMAP mix, floors: 7.10, at most 7.00", Short(Judge(Protocol.Imap(new()), Row(Protocol.Generated, 71))), StringComparison.Ordinal);

    [Fact]
    public void The_floors_of_SMTP_and_POP3_are_their_own()
    {
        Assert.Contains("SMTP mix, floors: 3.10", Short(Judge(Protocol.Smtp(new()), Row(Protocol.Generated, 31))), StringComparison.Ordinal);
        Assert.Contains("POP3 mix, floors: 2.60", Short(Judge(Protocol.Pop3(new()), Row(Protocol.Generated, 26))), StringComparison.Ordinal);
    }

    [Fact]
    public void One_byte_in_all_the_mix_is_short() =>
        Assert.Contains("bytes allocated a valid line", Short(Judge(Protocol.Imap(new()), Row(Protocol.Generated, 50) with { Bytes = 24.0 / 4096 })), StringComparison.Ordinal);

    [Fact]
    public void A_byte_on_bad_input_is_short() =>
        Assert.Contains("damaged line", Short(ParseJudge.Judge(Protocol.Imap(new()), 100, [_floor, _split, _regex, Row(Protocol.Generated, 50)], 1)), StringComparison.Ordinal);

    [Fact]
    public void A_rival_that_is_too_near_is_short()
    {
        var near = ParseJudge.Judge(Protocol.Imap(new()), 100, [_floor, Row(Protocol.Split, 249), _regex, Row(Protocol.Generated, 50)], 0);
        Assert.Contains("times faster than split: 4.98", Short(near), StringComparison.Ordinal);

        near = ParseJudge.Judge(Protocol.Imap(new()), 100, [_floor, _split, Row(Protocol.Regex, 149), Row(Protocol.Generated, 50)], 0);
        Assert.Contains("times faster than regex: 2.98", Short(near), StringComparison.Ordinal);
    }

    [Fact]
    public void The_rivals_of_POP3_are_printed_and_not_judged()
    {
        var findings = ParseJudge.Judge(Protocol.Pop3(new()), 100, [_floor, Row(Protocol.Split, 21), Row(Protocol.Regex, 21), Row(Protocol.Generated, 20)], 0);

        Assert.DoesNotContain(findings, finding => finding.IsShort);
        Assert.Contains(findings, finding => !finding.IsJudged && finding.Text.Contains("split", StringComparison.Ordinal));
    }

    [Fact]
    public void A_contender_that_refuses_a_valid_line_is_short() =>
        Assert.Contains("refuses 1 valid", Short(Judge(Protocol.Imap(new()), Row(Protocol.Generated, 50) with { Accepted = 99 })), StringComparison.Ordinal);

    private static List<Finding> Judge(Protocol protocol, Figures? generated) =>
        ParseJudge.Judge(protocol, 100, generated is { } row ? [_floor, _split, _regex, row] : [_floor, _split, _regex], 0);

    private static string Short(List<Finding> findings) => Assert.Single(findings, finding => finding.IsShort).Text;

    private static Figures Row(string contender, double ns) => new(contender, ns, ns, ns, 0, 100, 1);
}
