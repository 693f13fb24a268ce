using System.Reflection;
using MailStore.Wire.Parsing;

namespace MailStore.Server.Cli.Parse;

/// <summary>
/// Reads generated lists and lazy values of any grammar. Their views live on the stack, where no boxed call reaches, so each
/// list type gets a reader of its own, made of open delegates.
/// </summary>
internal static class FrameValues
{
    private delegate List<object> ReadItems(object list, Frame frame);

    private delegate object ReadValue(object lazy, Frame frame);

    private delegate TResult In<TPlace, TResult>(ref TPlace place, Frame frame)
        where TResult : allows ref struct;

    private delegate TResult Step<TView, TResult>(ref TView view)
        where TView : allows ref struct;

    /// <returns>The items of a list, or null if it is none.</returns>
    public static List<object>? ItemsOf(object list, Frame frame)
    {
        var open = list.GetType().GetMethod("In", [typeof(Frame)]);
        return open?.ReturnType.GetProperty("Current") is { } current
            ? Method(nameof(Walk), list.GetType(), open.ReturnType, current.PropertyType).CreateDelegate<ReadItems>()(list, frame)
            : null;
    }

    /// <returns>The fields of a lazy value, or null if it is none.</returns>
    public static object? ValueOf(object lazy, Frame frame) =>
        lazy.GetType().GetMethod("Read", [typeof(Frame)]) is { } read
            ? Method(nameof(Read), lazy.GetType(), read.ReturnType).CreateDelegate<ReadValue>()(lazy, frame)
            : null;

    private static MethodInfo Method(string name, params Type[] types) =>
        typeof(FrameValues).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(types);

    private static List<object> Walk<TList, TView, TItem>(object list, Frame frame)
        where TList : struct
        where TView : struct, allows ref struct
        where TItem : struct
    {
        var place = (TList)list;
        var view = typeof(TList).GetMethod("In")!.CreateDelegate<In<TList, TView>>()(ref place, frame);
        var next = typeof(TView).GetMethod("MoveNext")!.CreateDelegate<Step<TView, bool>>();
        var current = typeof(TView).GetProperty("Current")!.GetMethod!.CreateDelegate<Step<TView, TItem>>();
        var items = new List<object>();
        while (next(ref view))
        {
            items.Add(current(ref view));
        }

        return items;
    }

    private static object Read<TLazy, TValue>(object lazy, Frame frame)
        where TLazy : struct
        where TValue : struct
    {
        var place = (TLazy)lazy;
        return typeof(TLazy).GetMethod("Read")!.CreateDelegate<In<TLazy, TValue>>()(ref place, frame);
    }
}
