using System.Globalization;

namespace MailStore.Load.Loads;

/// <summary>Who a worker is: one of sixteen.</summary>
internal static class Users
{
    public static string At(int worker) => string.Create(CultureInfo.InvariantCulture, $"u{worker % 16}");
}
