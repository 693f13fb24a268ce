using System.Collections;

namespace MailStore.Server.Watching;

/// <summary>An event with its fields, as every logger of Microsoft.Extensions.Logging can read them.</summary>
internal sealed class LogFields(string name, IReadOnlyList<KeyValuePair<string, object?>> fields) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public string Name => name;

    public int Count => fields.Count;

    public KeyValuePair<string, object?> this[int index] => fields[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
