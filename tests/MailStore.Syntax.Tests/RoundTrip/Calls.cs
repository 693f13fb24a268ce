using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.RoundTrip;

/// <summary>
/// Calls into generated types that tests know by shape only. Views and frames are ref structs, which reflection cannot hold; a few
/// instructions made at run time can.
/// </summary>
internal static class Calls
{
    private static readonly ConcurrentDictionary<Type, ListCall> Lists = [];
    private static readonly ConcurrentDictionary<Type, LazyCall> Lazies = [];

    public static bool IsList(Type type) => type.GetMethod("In", [typeof(Frame)]) is not null;

    public static bool IsLazy(Type type) => type.GetMethod("Read", [typeof(Frame)]) is not null;

    public static ValueCall Parse(MethodInfo parse)
    {
        var value = parse.GetParameters()[1].ParameterType.GetElementType()!;
        var method = new DynamicMethod("parse", typeof(object), [typeof(Frame)], typeof(Calls).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        var local = il.DeclareLocal(value);
        var stop = il.DeclareLocal(typeof(ParseStop));
        var complete = il.DefineLabel();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldloca, local);
        il.Emit(OpCodes.Ldloca, stop);
        il.Emit(OpCodes.Call, parse);
        il.Emit(OpCodes.Brfalse, complete);
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Ret);
        il.MarkLabel(complete);
        il.Emit(OpCodes.Ldloc, local);
        il.Emit(OpCodes.Box, value);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<ValueCall>();
    }

    public static ListCall List(Type list) => Lists.GetOrAdd(list, MakeList);

    public static LazyCall Lazy(Type lazy) => Lazies.GetOrAdd(lazy, MakeLazy);

    private static ListCall MakeList(Type list)
    {
        var open = list.GetMethod("In", [typeof(Frame)])!;
        var view = open.ReturnType;
        var current = view.GetProperty("Current")!.GetMethod!;
        var method = new DynamicMethod("list", typeof(int), [typeof(object), typeof(Frame), typeof(List<object>)], typeof(Calls).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        var walker = il.DeclareLocal(view);
        var count = il.DeclareLocal(typeof(int));
        var (next, end, skip) = (il.DefineLabel(), il.DefineLabel(), il.DefineLabel());
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Unbox, list);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, open);
        il.Emit(OpCodes.Stloc, walker);
        il.MarkLabel(next);
        il.Emit(OpCodes.Ldloca, walker);
        il.Emit(OpCodes.Call, view.GetMethod("MoveNext")!);
        il.Emit(OpCodes.Brfalse, end);
        il.Emit(OpCodes.Ldloc, count);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, count);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Brfalse, skip);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldloca, walker);
        il.Emit(OpCodes.Call, current);
        il.Emit(OpCodes.Box, current.ReturnType);
        il.Emit(OpCodes.Callvirt, typeof(List<object>).GetMethod("Add")!);
        il.MarkLabel(skip);
        il.Emit(OpCodes.Br, next);
        il.MarkLabel(end);
        il.Emit(OpCodes.Ldloc, count);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<ListCall>();
    }

    private static LazyCall MakeLazy(Type lazy)
    {
        var read = lazy.GetMethod("Read", [typeof(Frame)])!;
        var method = new DynamicMethod("lazy", typeof(object), [typeof(object), typeof(Frame)], typeof(Calls).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Unbox, lazy);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, read);
        il.Emit(OpCodes.Box, read.ReturnType);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<LazyCall>();
    }
}
