using System.IO.Compression;
using System.Security;
using System.Text;
using MailStore.Mime.Decoding;
using MailStore.Mime.Structure;
using MailStore.Mime.Text;
using MailStore.Testing.Chance;
using MailStore.Testing.Corpus;

namespace MailStore.Simulation.Searching;

/// <summary>Mail to be searched: real messages if they are there, and made ones in many scripts, charsets and encodings; and what they say, to cut searches from.</summary>
internal sealed class SearchedMail : ISearchSink
{
    private static readonly string[] s_texts =
    [
        "The quick brown fox jumps over the lazy dog, and again over the other dog that lies there",
        "Größere Straßen führen über die Brücke nach Ärgernis; süße Äpfel wachsen dort, schöner als überall",
        "Съешь же ещё этих мягких французских булок, да выпей чаю, сказал он и вышел вон из комнаты",
        "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία: ο Οδυσσεύς γύρισε, σοφός και σιωπηλός, στις θάλασσες",
        "いろはにほへと ちりぬるを 東京都は日本の首都です。検索は部分文字列で行われます",
        "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏 全文检索需要支持中文",
        "키스의 고유조건은 입술끼리 만나야 하고 특별한 기술은 필요치 않다",
        "El pingüino Wenceslao hizo kilómetros bajo exhaustiva lluvia y frío; añoraba a su querido cachorro",
        "İstanbul'da ığdır ve şişli: çok güzel günler, ılık rüzgâr. ﬁne oﬃce K Å",
        "emoji 😀 and 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 beyond the plane; a-b_c.d@example.org http://example.org/a?b=c&d=e",
    ];

    private static readonly (string Charset, int[] Texts)[] s_charsets =
    [
        ("utf-8", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), ("iso-8859-1", [0, 1, 7]), ("windows-1251", [2]), ("koi8-r", [2]), ("iso-8859-7", [3]), ("iso-2022-jp", [4]), ("shift_jis", [4]), ("gb18030", [5]), ("euc-kr", [6]),
    ];

    private readonly StringBuilder _text = new();
    private readonly MessageScan _scan = new();
    private readonly MessageSearch _search;
    private readonly Dice _dice;

    public SearchedMail(Dice dice, int made, int real)
    {
        _search = new(this, limits: null, SearchedStore.Extraction);
        _dice = dice;
        Messages = [.. Enumerable.Range(0, made).Select(Make), .. Real(real)];
        foreach (var message in Messages)
        {
            Read(message);
        }
    }

    public List<byte[]> Messages { get; }

    /// <summary>All that they say, header fields with their names.</summary>
    public string Text => _text.ToString();

    public bool IsSated => false;

    public void Take(ReadOnlySpan<char> text) => _text.Append(text);

    public void Begin()
    {
    }

    public void Break() => _text.Append('\0');

    public void EnterField(ReadOnlySpan<byte> name, bool isOfMessage, bool isOfBody)
    {
    }

    public void EnterValue()
    {
    }

    public void EnterBody()
    {
    }

    private IEnumerable<byte[]> Real(int count)
    {
        var all = Directory.Exists(RealMail.Folder) && count > 0 ? RealMail.Read().Select(message => message.Octets).ToList() : [];
        return all.Count == 0 ? [] : Enumerable.Range(0, count).Select(_ => _dice.Pick(all));
    }

    private void Read(byte[] message)
    {
        _scan.Begin();
        _scan.Take(message);
        _scan.Finish();
        _search.Begin(SearchScope.Text);
        while (_search.TryNext(_scan.Parts, out var start, out var end))
        {
            _search.BeginPieceAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
            _search.Take(message.AsSpan((int)start, (int)(end - start)));
            _search.EndPieceAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
    }

    private byte[] Make(int number)
    {
        var (charset, texts) = _dice.Pick(s_charsets);
        Charsets.TryFind(Encoding.ASCII.GetBytes(charset), out var codePage);
        var encoding = codePage == Encoding.UTF8.CodePage ? Encoding.UTF8 : Charsets.OfCodePage(codePage);
        var subject = Piece(s_texts[_dice.Pick(texts)]);
        var header = new StringBuilder()
            .Append("From: ").Append(Word(charset, encoding, Piece(s_texts[_dice.Pick(texts)]))).Append(" <user").Append(_dice.Below(20)).Append("@example.").Append(_dice.Pick(["org", "net", "com"])).Append(">\r\n")
            .Append("To: \"Anna B.\" <anna@example.org>,\r\n\tcarl@Example.ORG\r\n")
            .Append("Subject: ").Append(_dice.Percent(30) ? "Re: " : "").Append(Word(charset, encoding, subject)).Append("\r\n folded on ").Append(_dice.Below(50)).Append("\r\n")
            .Append("Date: ").Append(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero).AddDays(_dice.Below(60)).ToString("ddd, dd MMM yyyy HH:mm:ss +0000", System.Globalization.CultureInfo.InvariantCulture)).Append("\r\n")
            .Append("Message-ID: <m").Append(number).Append("@example.org>\r\nX-List: l").Append(_dice.Below(5)).Append("\r\nMIME-Version: 1.0\r\n")
            .Append("Content-Type: multipart/mixed; boundary=part\r\n\r\n--part\r\n")
            .Append("Content-Type: text/").Append(_dice.Percent(25) ? "html" : "plain").Append("; charset=").Append(charset).Append("\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        var body = new StringBuilder();
        for (var lines = _dice.Between(1, 12); lines > 0; lines--)
        {
            body.Append(Piece(s_texts[_dice.Pick(texts)])).Append(_dice.Percent(50) ? "\r\n" : " ");
        }

        var octets = encoding.GetBytes(body.ToString());
        return Encoding.ASCII.GetBytes(header + Convert.ToBase64String(octets, Base64FormattingOptions.InsertLineBreaks) + "\r\n" + (_dice.Percent(30) ? Document(number) : "") + "--part--\r\n");
    }

    // What an extractor reads; now and then it is broken.
    private string Document(int number)
    {
        using var octets = new MemoryStream();
        using (var archive = new ZipArchive(octets, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var file = archive.CreateEntry("content.xml").Open();
            for (var lines = _dice.Between(1, 6); lines > 0; lines--)
            {
                file.Write(Encoding.UTF8.GetBytes($"<text:p>{SecurityElement.Escape(Piece(_dice.Pick(s_texts)))}</text:p>"));
            }
        }

        var octetsKept = _dice.Percent(10) ? octets.Length / 2 : octets.Length;
        return $"--part\r\nContent-Type: application/octet-stream; name=\"file{number}.odt\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Convert.ToBase64String(octets.ToArray().AsSpan(0, (int)octetsKept), Base64FormattingOptions.InsertLineBreaks) + "\r\n";
    }

    private string Piece(string text)
    {
        var start = _dice.Below(text.Length / 2);
        var piece = text.Substring(start, _dice.Between(4, text.Length - start));
        return piece.Trim('\uD83D', '\uD835', '\uDE00');
    }

    private static string Word(string charset, Encoding encoding, string text) =>
        $"=?{charset}?B?{Convert.ToBase64String(encoding.GetBytes(text[..Math.Min(text.Length, 12)]))}?=";
}
