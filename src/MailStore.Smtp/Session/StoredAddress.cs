namespace MailStore.Smtp.Session;

/// <summary>An address in the arena of its envelope: the local part, and the domain behind it.</summary>
internal readonly record struct StoredAddress(int Start, int LocalLength, int DomainLength)
{
    public bool IsNull => LocalLength == 0;
}
