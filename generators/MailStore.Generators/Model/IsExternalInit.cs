#pragma warning disable IDE0130 // The compiler looks for this type under this name; .NET Standard 2.0 lacks it.
namespace System.Runtime.CompilerServices;
#pragma warning restore IDE0130

/// <summary>Lets init-only properties compile for .NET Standard 2.0.</summary>
internal static class IsExternalInit;
