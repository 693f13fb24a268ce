using System.Globalization;

namespace MailStore.Syntax.Tests.Oracle;

/// <summary>
/// Digits whose value is at most a limit; leading zeros are free. Other octets pass, since a number rule may have words as well
/// (<c>"*"=max</c>). The state is the number of digits that count, with how they compare to the limit's first digits.
/// </summary>
internal sealed class NumberFilter(ulong limit) : IFilter
{
    private const int Less = 0;
    private const int Same = 1;
    private const int More = 2;

    private readonly string _limit = limit.ToString(CultureInfo.InvariantCulture);

    public int Start => 0;

    public int Step(int state, byte octet)
    {
        if (!char.IsAsciiDigit((char)octet) || (state == 0 && octet == '0'))
        {
            return state;
        }

        var digits = state / 3;
        if (digits == _limit.Length)
        {
            return IFilter.Dead;
        }

        var order = digits == 0 ? Same : state % 3;
        if (order == Same)
        {
            order = Math.Sign(octet.CompareTo((byte)_limit[digits])) + 1;
            order = order switch { 0 => Less, 1 => Same, _ => More };
        }

        digits++;
        return digits == _limit.Length && order == More ? IFilter.Dead : (digits * 3) + order;
    }

    public bool MayEnd(int state) => true;
}
