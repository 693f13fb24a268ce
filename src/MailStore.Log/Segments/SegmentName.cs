using System.Globalization;
using MailStore.Log.Records;

namespace MailStore.Log.Segments;

/// <summary>Names of segment files: <c>j-0000002a.log</c> in the journal, <c>c-0000002a.log</c> in the cold generation.</summary>
internal static class SegmentName
{
    private const uint ColdBit = 0x8000_0000;
    private const string Journal = "j-";
    private const string Cold = "c-";
    private const string Extension = ".log";
    private const int Digits = 8;

    public static string Of(uint segment)
    {
        var isCold = new LogAddress(segment, 0).IsCold;
        return (isCold ? Cold : Journal) + (segment & ~ColdBit).ToString("x8", CultureInfo.InvariantCulture) + Extension;
    }

    public static bool TryParse(string name, out uint segment)
    {
        segment = 0;
        var isCold = name.StartsWith(Cold, StringComparison.Ordinal);
        if (!isCold && !name.StartsWith(Journal, StringComparison.Ordinal)
            || name.Length != Journal.Length + Digits + Extension.Length
            || !name.EndsWith(Extension, StringComparison.Ordinal)
            || !uint.TryParse(name.AsSpan(Journal.Length, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            || number is 0 or >= ColdBit)
        {
            return false;
        }

        segment = isCold ? LogAddress.ColdSegment(number) : number;
        return Of(segment) == name;
    }
}
