namespace MailStore.Generators.Model;

/// <summary>
/// One <c>;@</c> comment, split at white space: <c>;@ type number u32</c> has the verb "type" and the words "number", "u32".
/// </summary>
internal sealed class AnnotationModel(string verb, EquatableArray<string> words) : IEquatable<AnnotationModel>
{
    /// <summary>Index within its file, or -1 for an annotation that the generator made. Not part of equality.</summary>
    public int Index { get; init; } = -1;

    public string Verb { get; } = verb;

    public EquatableArray<string> Words { get; } = words;

    public bool Equals(AnnotationModel? other) => other is not null && other.Verb == Verb && other.Words.Equals(Words);

    public override bool Equals(object? obj) => Equals(obj as AnnotationModel);

    public override int GetHashCode() => Words.GetHashCode() ^ StringComparer.Ordinal.GetHashCode(Verb);
}
