using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MailStore.Bench.Baselines.Imap;
using MailStore.Bench.Mixes;
using Xunit;

namespace MailStore.Bench.Tests.Baselines;

/// <summary>A baseline that finds less than a handler needs would be unfair: what both find is written out here.</summary>
public sealed class ImapBaselineTests
{
    private static readonly JsonSerializerOptions _names = new() { Converters = { new JsonStringEnumConverter() } };

    public static TheoryData<string, string> Facts => new()
    {
        { "a1 NOOP", """{"Tag":"a1","Verb":"Noop","IsUid":false,"Arguments":null}""" },
        {
            "a1 login \"x\\\"y\" secret",
            """{"Tag":"a1","Verb":"Login","IsUid":false,"Arguments":{"Set":null,"Strings":["x\u0022y","secret"],"Options":null}}"""
        },
        {
            "7 UID FETCH 5,7:9,12:* (UID BODY.PEEK[1.HEADER.FIELDS (From Date)]<16.32> RFC822.SIZE) (CHANGEDSINCE 99 VANISHED)",
            """
            {"Tag":"7","Verb":"Fetch","IsUid":true,"Arguments":{"Set":[{"From":5,"To":5},{"From":7,"To":9},{"From":12,"To":4294967295}],"Items":[
            {"Attribute":"Uid","IsPeek":false,"Section":null,"Headers":null,"PartialStart":0,"PartialCount":0},
            {"Attribute":"BodySection","IsPeek":true,"Section":"1.HEADER.FIELDS","Headers":["From","Date"],"PartialStart":16,"PartialCount":32},
            {"Attribute":"Rfc822Size","IsPeek":false,"Section":null,"Headers":null,"PartialStart":0,"PartialCount":0}],"ChangedSince":99,"IsVanished":true}}
            """
        },
        {
            "a FETCH 1 full",
            """
            {"Tag":"a","Verb":"Fetch","IsUid":false,"Arguments":{"Set":[{"From":1,"To":1}],"Items":[
            {"Attribute":"Full","IsPeek":false,"Section":null,"Headers":null,"PartialStart":0,"PartialCount":0}],"ChangedSince":0,"IsVanished":false}}
            """
        },
        {
            "a UID STORE 4 (UNCHANGEDSINCE 77) -FLAGS.SILENT (\\Seen \\Draft $Work)",
            """
            {"Tag":"a","Verb":"Store","IsUid":true,"Arguments":{"Set":[{"From":4,"To":4}],"Mode":"-","IsSilent":true,
            "Flags":{"System":"Seen, Draft","Keywords":["$Work"]},"UnchangedSince":77}}
            """
        },
        {
            "a STORE 4 FLAGS \\Seen",
            """
            {"Tag":"a","Verb":"Store","IsUid":false,"Arguments":{"Set":[{"From":4,"To":4}],"Mode":"=","IsSilent":false,
            "Flags":{"System":"Seen","Keywords":null},"UnchangedSince":0}}
            """
        },
        {
            "a SEARCH RETURN (MIN ALL) CHARSET UTF-8 OR NOT SEEN (LARGER 9 UID 4:5) HEADER List-Id \"x y\"",
            """
            {"Tag":"a","Verb":"Search","IsUid":false,"Arguments":{"Returns":["MIN","ALL"],"Charset":"UTF-8","Keys":[
            {"Name":"OR","Field":null,"Text":null,"Number":0,"Set":null,"Children":[
            {"Name":"NOT","Field":null,"Text":null,"Number":0,"Set":null,"Children":[{"Name":"SEEN","Field":null,"Text":null,"Number":0,"Set":null,"Children":null}]},
            {"Name":"AND","Field":null,"Text":null,"Number":0,"Set":null,"Children":[
            {"Name":"LARGER","Field":null,"Text":null,"Number":9,"Set":null,"Children":null},
            {"Name":"UID","Field":null,"Text":null,"Number":0,"Set":[{"From":4,"To":5}],"Children":null}]}]},
            {"Name":"HEADER","Field":"List-Id","Text":"x y","Number":0,"Set":null,"Children":null}]}}
            """
        },
        {
            "a APPEND \"Sent Items\" (\\Seen) \"17-Jul-1996 02:44:25 -0700\" {310+}",
            """
            {"Tag":"a","Verb":"Append","IsUid":false,"Arguments":{"Mailbox":"Sent Items","Flags":{"System":"Seen","Keywords":null},
            "Date":"17-Jul-1996 02:44:25 -0700","Size":310,"IsSynchronising":false}}
            """
        },
        {
            "a APPEND x {0}",
            """{"Tag":"a","Verb":"Append","IsUid":false,"Arguments":{"Mailbox":"x","Flags":{"System":"None","Keywords":null},"Date":null,"Size":0,"IsSynchronising":true}}"""
        },
    };

    public static TheoryData<string, string> FactsOfMailboxes => new()
    {
        {
            "a SELECT x (QRESYNC (1 2 3:4))",
            """{"Tag":"a","Verb":"Select","IsUid":false,"Arguments":{"Set":null,"Strings":["x"],"Options":["QRESYNC","(1 2 3:4)"]}}"""
        },
        {
            "a LIST (SUBSCRIBED) \"\" % RETURN (STATUS (UNSEEN))",
            """{"Tag":"a","Verb":"List","IsUid":false,"Arguments":{"Set":null,"Strings":["","%"],"Options":["SUBSCRIBED","STATUS","(UNSEEN)"]}}"""
        },
        {
            "a UID MOVE 3:4 Trash",
            """{"Tag":"a","Verb":"Move","IsUid":true,"Arguments":{"Set":[{"From":3,"To":4}],"Strings":["Trash"],"Options":null}}"""
        },
        {
            "a ID (\"name\" \"x y\")",
            """{"Tag":"a","Verb":"Id","IsUid":false,"Arguments":{"Set":null,"Strings":[],"Options":["name","x y"]}}"""
        },
    };

    [Theory]
    [MemberData(nameof(Facts))]
    [MemberData(nameof(FactsOfMailboxes))]
    public void Splitting_finds_every_fact(string line, string facts) =>
        Assert.Equal(facts.ReplaceLineEndings(""), Json(ImapSplitParser.Parse(Bytes(line))));

    [Theory]
    [MemberData(nameof(Facts))]
    [MemberData(nameof(FactsOfMailboxes))]
    public void Regex_finds_every_fact(string line, string facts) =>
        Assert.Equal(facts.ReplaceLineEndings(""), Json(ImapRegexParser.Parse(Bytes(line))));

    [Theory]
    [InlineData("a FETCH")]
    [InlineData("a FETCH x FLAGS")]
    [InlineData("a FETCH 1 (NONSENSE)")]
    [InlineData("a FETCH 1 (FLAGS")]
    [InlineData("a FETCH 0 FLAGS")]
    [InlineData("a FETCH 4294967296 FLAGS")]
    [InlineData("a STORE 1 FLAGZ \\Seen")]
    [InlineData("a SEARCH OR SEEN")]
    [InlineData("a SEARCH (SEEN")]
    [InlineData("a APPEND x {y}")]
    [InlineData("a UID NOOP")]
    [InlineData("a NOOP x")]
    [InlineData("a EXPUNGE 1")]
    [InlineData("a LOGIN x")]
    [InlineData("a")]
    [InlineData("")]
    public void Both_refuse_what_no_handler_could_use(string line)
    {
        Assert.Null(ImapSplitParser.Parse(Bytes(line)));
        Assert.Null(ImapRegexParser.Parse(Bytes(line)));
    }

    [Fact]
    public void Both_find_the_same_in_every_line_of_the_mix()
    {
        var lines = Mix.Imap();
        for (var i = 0; i < lines.Count; i++)
        {
            var split = ImapSplitParser.Parse(lines[i]);
            Assert.NotNull(split);
            Assert.Equal(Json(split), Json(ImapRegexParser.Parse(lines[i])));
        }
    }

    [Fact]
    public void Bad_input_never_throws()
    {
        foreach (var lines in (LineSet[])[Damage.Mutate(Mix.Imap(), 11), Damage.Noise(12, 1024)])
        {
            for (var i = 0; i < lines.Count; i++)
            {
                ImapSplitParser.Parse(lines[i])?.Hash();
                ImapRegexParser.Parse(lines[i])?.Hash();
            }
        }
    }

    private static byte[] Bytes(string line) => Encoding.UTF8.GetBytes(line + "\r\n");

    private static string Json(ImapRequest? request) => JsonSerializer.Serialize(request, _names);
}
