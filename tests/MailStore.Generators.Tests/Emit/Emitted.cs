using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;

namespace MailStore.Generators.Tests.Emit;

/// <summary>A small grammar's parser, compiled and loaded. What it says of a frame is given as text: see <see cref="ProbeWriter"/>.</summary>
internal sealed class Emitted
{
    private readonly MethodInfo _parse;
    private readonly MethodInfo? _resume;

    private Emitted(Type probe)
    {
        _parse = probe.GetMethod("Parse")!;
        _resume = probe.GetMethod("Resume");
    }

    public static Emitted Of(string grammar)
    {
        var run = Sample.Clean(grammar);
        run.PutSource(ProbeWriter.Write(run.Output.GlobalNamespace.GetNamespaceMembers().Single(space => space.Name == "N"))).Run();
        run.AssertCompiles();
        using var image = new MemoryStream();
        Assert.True(run.Output.Emit(image).Success);
        image.Position = 0;
        return new(new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image).GetType("Probe")!);
    }

    /// <summary><c>{Word=abc}</c>, or <c>3: a space</c> where it is wrong, or <c>literal 5 at 3</c>.</summary>
    public string Parse(string frame) => (string)_parse.Invoke(null, [Padded(frame), frame.Length])!;

    public string Resume(byte point, string frame) => (string)_resume!.Invoke(null, [Padded(frame), frame.Length, point])!;

    // The octets behind the padding's zero are bait: who reads them takes them for text.
    private static byte[] Padded(string frame) => Encoding.Latin1.GetBytes(frame + "\0" + new string('7', 63));
}
