namespace MailStore.Mime.Headers;

/// <summary>
/// What a subject is about, without "Re:", "Fwd:", "(fwd)" and the names of lists in brackets (RFC 5256 §2.1). Steps 2 to 6 are
/// here; step 1, decoding and collapsing blanks, is <see cref="Decoding.SubjectText"/>.
/// </summary>
public static class ThreadSubject
{
    /// <param name="subject">Decoded, each run of blanks one blank.</param>
    /// <param name="isReplyOrForward">Something was taken away that says so (RFC 5256 §3, REFERENCES step 5).</param>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> subject, out bool isReplyOrForward)
    {
        isReplyOrForward = false;
        while (true)
        {
            subject = WithoutTrailers(subject, ref isReplyOrForward);
            subject = WithoutLeaders(subject, ref isReplyOrForward);

            // Step 6.
            if (!subject.StartsWith("[fwd:", StringComparison.OrdinalIgnoreCase) || subject[^1] != ']')
            {
                return subject;
            }

            subject = subject[5..^1];
            isReplyOrForward = true;
        }
    }

    /// <summary>Step 2.</summary>
    private static ReadOnlySpan<char> WithoutTrailers(ReadOnlySpan<char> subject, scoped ref bool isForward)
    {
        while (true)
        {
            subject = subject.TrimEnd(" \t");
            if (!subject.EndsWith("(fwd)", StringComparison.OrdinalIgnoreCase))
            {
                return subject;
            }

            subject = subject[..^5];
            isForward = true;
        }
    }

    /// <summary>
    /// Steps 3 to 5. Blobs are walked as a run: what is not a leader behind the last of them is none behind any, so none is
    /// looked at twice.
    /// </summary>
    private static ReadOnlySpan<char> WithoutLeaders(ReadOnlySpan<char> subject, scoped ref bool isReply)
    {
        while (true)
        {
            subject = subject.TrimStart(" \t");
            var at = 0;
            var lastBlob = 0;
            for (var blob = BlobLength(subject); blob > 0; blob = BlobLength(subject[at..]))
            {
                lastBlob = at;
                at += blob;
            }

            var leader = LeaderLength(subject[at..]);
            if (leader > 0)
            {
                subject = subject[(at + leader)..];
                isReply = true;
            }
            else
            {
                // Step 4: unless nothing would be left.
                return subject[(at < subject.Length ? at : lastBlob)..];
            }
        }
    }

    /// <summary>subj-refwd.</summary>
    private static int LeaderLength(ReadOnlySpan<char> subject)
    {
        var at = subject.StartsWith("fwd", StringComparison.OrdinalIgnoreCase) ? 3
            : subject.StartsWith("re", StringComparison.OrdinalIgnoreCase) || subject.StartsWith("fw", StringComparison.OrdinalIgnoreCase) ? 2
            : 0;
        if (at == 0)
        {
            return 0;
        }

        at = subject.Length - subject[at..].TrimStart(" \t").Length;
        at += BlobLength(subject[at..]);
        return at < subject.Length && subject[at] == ':' ? at + 1 : 0;
    }

    /// <summary>subj-blob: brackets without brackets in them, and blanks behind. 0 if there is none.</summary>
    private static int BlobLength(ReadOnlySpan<char> subject)
    {
        if (subject is not ['[', ..])
        {
            return 0;
        }

        var end = subject[1..].IndexOfAny('[', ']');
        if (end < 0 || subject[end + 1] != ']')
        {
            return 0;
        }

        return subject.Length - subject[(end + 2)..].TrimStart(" \t").Length;
    }
}
