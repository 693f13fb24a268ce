namespace MailStore.Generators.Model;

/// <summary>An annotation with the file it stands in, that file's RFC and its capabilities.</summary>
internal sealed record GrammarAnnotation(string File, string Rfc, EquatableArray<string> Capabilities, AnnotationModel Annotation);
