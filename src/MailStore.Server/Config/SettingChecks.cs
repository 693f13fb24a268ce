namespace MailStore.Server.Config;

/// <summary>What is wrong with settings that are right one by one.</summary>
internal static class SettingChecks
{
    public static IEnumerable<SettingFault> Of(SettingValues values)
    {
        var (certificates, keys) = (values.Of(TlsRows.Certificate), values.Of(TlsRows.Key));
        if (certificates.Count != keys.Count)
        {
            yield return new(certificates.Concat(keys).Last().Where, $"Each certificate needs its key: there are {certificates.Count} and {keys.Count}.");
        }

        foreach (var twice in ListenerRows.Places.Values.Append(ListenerRows.Http).SelectMany(values.Of).GroupBy(place => place.Text).Where(group => group.Count() > 1 && !group.Key.EndsWith(":0", StringComparison.Ordinal)))
        {
            yield return new(twice.Last().Where, $"{twice.Key} is listened at twice.");
        }

        foreach (var fault in DirectorySettings.Faults(values))
        {
            yield return fault;
        }
    }
}
