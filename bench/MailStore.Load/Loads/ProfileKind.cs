namespace MailStore.Load.Loads;

internal enum ProfileKind
{
    Phone,
    Webmail,

    /// <summary>With QRESYNC.</summary>
    Desktop,
}
