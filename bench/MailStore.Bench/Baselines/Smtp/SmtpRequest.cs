using MailStore.Bench.Measuring;

namespace MailStore.Bench.Baselines.Smtp;

/// <summary>What a handler would get from either baseline. One class: its fields are few, and most lines are MAIL and RCPT.</summary>
internal sealed record SmtpRequest(SmtpVerb Verb)
{
    /// <summary>Of EHLO, HELO, VRFY and AUTH: the operand.</summary>
    public string? Text { get; init; }

    /// <summary>Of AUTH: the initial response.</summary>
    public string? Response { get; init; }

    public string? LocalPart { get; init; }

    public string? Domain { get; init; }

    /// <summary>SIZE of MAIL, octets of BDAT.</summary>
    public ulong Size { get; set; }

    public bool IsLast { get; init; }

    public BodyKind Body { get; set; }

    public bool IsUtf8 { get; set; }

    /// <summary>RET=FULL is 'F', RET=HDRS is 'H'.</summary>
    public char Return { get; set; }

    public string? EnvelopeId { get; set; }

    public string? Submitter { get; set; }

    public NotifyOn Notify { get; set; }

    public string? OriginalRecipient { get; set; }

    public ulong Hash()
    {
        var bits = ((ulong)Verb << 32) | ((ulong)Notify << 24) | ((ulong)Body << 16) | ((ulong)Return << 2) | (IsUtf8 ? 2UL : 0) | (IsLast ? 1UL : 0);
        var hash = Fold.Add(Fold.Add(Fold.Start, bits), Size);
        hash = Fold.Add(Fold.Add(Fold.Add(hash, Text), LocalPart), Domain);
        return Fold.Add(Fold.Add(Fold.Add(Fold.Add(hash, EnvelopeId), Submitter), OriginalRecipient), Response);
    }
}
