namespace MailStore.Testing.Storage;

public enum SimOperation
{
    Any,
    Create,
    Open,
    Delete,
    Link,
    Read,
    Write,
    Flush,
    SetLength,
}
