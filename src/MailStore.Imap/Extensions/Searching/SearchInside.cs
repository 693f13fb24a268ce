using System.Buffers;
using MailStore.Abstractions.Messages;
using MailStore.Mime.Extraction;
using MailStore.Mime.Headers;
using MailStore.Mime.Text;
using MailStore.Syntax.Imap;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>Answers the questions of a search by looking into one message after the other, in constant memory.</summary>
internal sealed class SearchInside
{
    private const int PieceBytes = 32 * 1024;

    private readonly IReadOnlyList<SearchQuestion> _questions;
    private readonly NeedleScan?[] _fieldScans;
    private readonly FieldSearch _fields = new();
    private readonly (SearchKeyKind Kind, SearchScope Scope)[] _scopes = [(SearchKeyKind.Body, SearchScope.Body), (SearchKeyKind.Text, SearchScope.Text)];
    private readonly NeedleScan?[] _scans;
    private readonly MessageSearch?[] _searches;
    private readonly IOpenedMessage _message;
    private readonly CancellationToken _cancellation;

    public SearchInside(IReadOnlyList<SearchQuestion> questions, IOpenedMessage message, TextExtraction extraction, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _questions = questions;
        _message = message;
        _fieldScans = [.. questions.Select(question => question.IsOfBody || question.Needle is null ? null : new NeedleScan(question.Needle))];
        _scans = [.. _scopes.Select(scope => ScanOf(questions, scope.Kind))];
        _searches = [.. _scans.Select(scan => scan is null ? null : new MessageSearch(scan, limits: null, extraction))];
        Answers = new Verdict[questions.Count];
    }

    /// <summary>In the order of the questions; unknown as long as nobody looked.</summary>
    public Verdict[] Answers { get; }

    public void Open(IMessageContent content)
    {
        _message.Open(content);
        Array.Fill(Answers, Verdict.Unknown);
    }

    /// <summary>Questions about fields and dates: they cost a header, or not even that.</summary>
    public async ValueTask LookAtHeaderAsync(DateTimeOffset received)
    {
        var header = ReadOnlyMemory<byte>.Empty;
        var isRead = false;
        for (var at = 0; at < _questions.Count; at++)
        {
            var question = _questions[at];
            if (question.IsOfBody)
            {
                continue;
            }

            if (!isRead)
            {
                await _message.FindPartsAsync();
                header = await _message.ReadHeaderAsync(0, _message.Parts[0].BodyStart);
                isRead = true;
            }

            var holds = Holds(question, _fieldScans[at], header.Span, received);
            Answers[at] = holds ? Verdict.Yes : Verdict.No;
        }
    }

    /// <summary>Questions about text. Of a message that cannot be read whole just now the answer may stay unknown.</summary>
    public async ValueTask LookAtBodyAsync()
    {
        for (var at = 0; at < _scopes.Length; at++)
        {
            if (_searches[at] is { } search)
            {
                await _message.FindPartsAsync();
                await RunAsync(search, _scopes[at].Scope);
                Answer(_scopes[at].Kind, _scans[at]!, search.IsWhole);
            }
        }
    }

    private async ValueTask RunAsync(MessageSearch search, SearchScope scope)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            search.Begin(scope);
            while (search.TryNext(_message.Parts, out var start, out var end))
            {
                await search.BeginPieceAsync(_cancellation);
                while (start < end)
                {
                    var read = await _message.Content.ReadAsync(start, piece.AsMemory(0, (int)Math.Min(piece.Length, end - start)), _cancellation);
                    if (read == 0)
                    {
                        throw new InvalidOperationException("A message is shorter than its size.");
                    }

                    search.Take(piece.AsSpan(0, read));
                    start += read;
                }

                await search.EndPieceAsync(_cancellation);
            }
        }
        finally
        {
            search.End();
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    // What is not found in a message of which something could not be read may be there.
    private void Answer(SearchKeyKind kind, NeedleScan scan, bool isWhole)
    {
        var needle = 0;
        for (var at = 0; at < _questions.Count; at++)
        {
            if (_questions[at].Kind == kind)
            {
                Answers[at] = scan.IsFound(needle++) ? Verdict.Yes : isWhole ? Verdict.No : Verdict.Unknown;
            }
        }
    }

    private bool Holds(SearchQuestion question, NeedleScan? scan, ReadOnlySpan<byte> header, DateTimeOffset received)
    {
        if (!question.IsOfDate)
        {
            return _fields.Contains(header, question.Field, scan!);
        }

        // RFC 9051 §6.4.4: time and zone are left out.
        var sent = MessageDate.Of(header, received).Day;
        return question.Kind switch
        {
            SearchKeyKind.Sentbefore => sent < question.Day,
            SearchKeyKind.Sentsince => sent >= question.Day,
            _ => sent == question.Day,
        };
    }

    private static NeedleScan? ScanOf(IReadOnlyList<SearchQuestion> questions, SearchKeyKind kind)
    {
        var needles = questions.Where(question => question.Kind == kind).Select(question => question.Needle!).ToArray();
        return needles.Length == 0 ? null : new NeedleScan(needles);
    }
}
