namespace MailStore.Mime.Fields;

/// <summary>A set of names of header fields, each as it was given. Case means nothing (RFC 5322 §1.2.2).</summary>
public sealed class FieldNames(params byte[][] names)
{
    private readonly byte[][] _byLength = [.. names.OrderBy(name => name.Length)];

    /// <summary>In the order given.</summary>
    public IReadOnlyList<byte[]> Names => names;

    public bool Contains(ReadOnlySpan<byte> name)
    {
        foreach (var known in _byLength)
        {
            if (known.Length >= name.Length)
            {
                if (known.Length > name.Length)
                {
                    return false;
                }

                if (FieldText.EqualsIgnoreCase(known, name))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
