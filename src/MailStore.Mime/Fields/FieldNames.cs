namespace MailStore.Mime.Fields;

/// <summary>A set of names of header fields, each as it was given. Case means nothing (RFC 5322 §1.2.2).</summary>
public sealed class FieldNames(params byte[][] names)
{
    private static readonly Comparer<byte[]> Order = Comparer<byte[]>.Create((left, right) => Compare(left, right));

    // A client may ask for thousands of names, and a header may have thousands of fields.
    private readonly byte[][] _sorted = [.. names.Order(Order)];

    /// <summary>In the order given.</summary>
    public IReadOnlyList<byte[]> Names => names;

    public bool Contains(ReadOnlySpan<byte> name)
    {
        var (from, to) = (0, _sorted.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            var order = Compare(_sorted[middle], name);
            if (order == 0)
            {
                return true;
            }

            (from, to) = order < 0 ? (middle + 1, to) : (from, middle);
        }

        return false;
    }

    /// <summary>By length, then by octets without case.</summary>
    private static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var order = left.Length.CompareTo(right.Length);
        for (var i = 0; order == 0 && i < left.Length; i++)
        {
            order = Lower(left[i]).CompareTo(Lower(right[i]));
        }

        return order;
    }

    private static byte Lower(byte octet) => octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet | 0x20) : octet;
}
