using System.Text;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;
using MailStore.Mime.Facts;
using Xunit;

namespace MailStore.Engine.Tests.Messages;

public sealed class MimeAnalystTests
{
    private static readonly byte[] s_message = Encoding.ASCII.GetBytes(
        "From: Anna <anna@example.org>\r\nMessage-ID: <2@example.org>\r\nIn-Reply-To: <1@example.org>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + "--b\r\n\r\nHello\r\n--b\r\nContent-Type: image/gif\r\n\r\nGIF\r\n--b--\r\n");

    [Fact]
    public void Facts_tell_structure_envelope_and_preview()
    {
        var facts = Analyse(new MimeAnalyst(), s_message, int.MaxValue);
        var stored = new StoredFacts(facts.Octets.Span);
        Assert.True(stored.TryGet(FactsSection.Structure, out var structure));
        Assert.Contains("(\"image\" \"gif\"", Encoding.ASCII.GetString(structure), StringComparison.Ordinal);
        Assert.True(stored.TryGet(FactsSection.Envelope, out var envelope));
        Assert.Contains("\"<2@example.org>\"", Encoding.ASCII.GetString(envelope), StringComparison.Ordinal);
        Assert.True(stored.TryGet(FactsSection.Preview, out var preview));
        Assert.Equal("Hello", Encoding.ASCII.GetString(preview));
    }

    [Fact]
    public void A_reply_shares_a_key_with_what_it_answers()
    {
        var analyst = new MimeAnalyst();
        var first = Analyse(analyst, "Message-ID: <1@example.org>\r\n\r\nFirst"u8, int.MaxValue);
        var reply = Analyse(analyst, s_message, int.MaxValue);
        var (own, answered) = (first.ThreadKeys.ToArray(), reply.ThreadKeys.ToArray());
        Assert.Single(own);
        Assert.Equal(2, answered.Length);
        Assert.NotEqual(own[0], answered[0]);
        Assert.Contains(own[0], answered);
    }

    [Fact]
    public void Pieces_of_any_length_give_the_same_facts()
    {
        var analyst = new MimeAnalyst();
        var whole = Analyse(analyst, s_message, int.MaxValue);
        Assert.Equal(whole.Octets.ToArray(), Analyse(analyst, s_message, 1).Octets.ToArray());
        Assert.Equal(whole.Octets.ToArray(), Analyse(analyst, s_message, 7).Octets.ToArray());
    }

    [Fact]
    public void A_delivery_takes_no_memory()
    {
        var analyst = new MimeAnalyst();
        for (var round = 0; round < 200; round++)
        {
            Pass(analyst);
        }

        const int Rounds = 1000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            Pass(analyst);
        }

        // The analyst's queue of those that are idle grows by a piece now and then.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Rounds, 0, 2);
    }

    [Fact]
    public void What_was_given_up_serves_the_next_message()
    {
        var analyst = new MimeAnalyst();
        var first = analyst.Begin();
        first.Take("Subject: given up"u8);
        first.Dispose();
        first.Dispose();
        Assert.Same(first, analyst.Begin());
        Assert.NotSame(first, analyst.Begin());
    }

    [Fact]
    public void What_was_finished_takes_no_more()
    {
        using var analysis = new MimeAnalyst().Begin();
        analysis.Finish();
        Assert.Throws<ObjectDisposedException>(() => analysis.Take("x"u8));
        Assert.Throws<ObjectDisposedException>(() => analysis.Finish());
    }

    private static MessageFacts Analyse(MimeAnalyst analyst, ReadOnlySpan<byte> message, int cutBytes)
    {
        using var analysis = analyst.Begin();
        while (!message.IsEmpty)
        {
            var length = Math.Min(cutBytes, message.Length);
            analysis.Take(message[..length]);
            message = message[length..];
        }

        var facts = analysis.Finish();
        return new(facts.Octets.ToArray(), facts.ThreadKeys.ToArray());
    }

    private static void Pass(MimeAnalyst analyst)
    {
        using var analysis = analyst.Begin();
        analysis.Take(s_message);
        Assert.False(analysis.Finish().Octets.IsEmpty);
    }
}
