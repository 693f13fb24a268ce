#pragma warning disable IDE0130 // The compiler looks for this type under this name; .NET Standard 2.0 lacks it.
namespace System;
#pragma warning restore IDE0130

/// <summary>Lets list patterns and <c>^1</c> compile for .NET Standard 2.0.</summary>
internal readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;
}
