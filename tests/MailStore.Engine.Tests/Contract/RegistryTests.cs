using System.Text;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Registry;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

public sealed class RegistryTests
{
    private const byte Shelf = 9;

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Records_are_put_replaced_and_removed_and_outlive_a_crash(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.Store.Registry.Change([Put("b", "1"), Put("a", "2"), Put("ä@例", "3"), new(new(10, "b"), Text("other"))]);
        await scene.Store.Registry.Change([Put("b", "new"), Remove("a"), Remove("none")]);
        await scene.Store.Registry.Change([Put("a", "again")]);
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal("b=new ä@例=3 a=again", Show(scene));
            Assert.Equal(3, scene.Store.Registry.Count(Shelf));
            Assert.Equal("other", Encoding.UTF8.GetString(scene.Store.Registry.Find(new(10, "b"))!.Octets.Span));
            Assert.Null(scene.Store.Registry.Find(new(Shelf, "B")));
            Assert.Null(scene.Store.Registry.Find(new(11, "b")));
            await (round == 0 ? scene.CrashAsync() : scene.RestartAsync());
        }
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task An_edit_that_expected_another_version_lets_none_of_them_take_place(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var registry = scene.Store.Registry;
        Assert.Equal(RegistryResult.Done, await registry.Change([Put("a", "1") with { Expected = RegistryEdit.Absent }]));
        var version = registry.Find(new(Shelf, "a"))!.Version;
        Assert.Equal(new RegistryResult(Refusal.AlreadyExists, 1), await registry.Change([Put("b", "1"), Put("a", "2") with { Expected = RegistryEdit.Absent }]));
        Assert.Equal(RegistryResult.Done, await registry.Change([Put("a", "2") with { Expected = version }]));
        Assert.Equal(new RegistryResult(Refusal.AlreadyExists, 0), await registry.Change([Put("a", "3") with { Expected = version }]));
        await registry.Change([Remove("a")]);
        await registry.Change([Put("a", "4")]);
        await scene.CrashAsync();
        Assert.Equal(new RegistryResult(Refusal.AlreadyExists, 0), await scene.Store.Registry.Change([Put("a", "5") with { Expected = version }]));
        Assert.Equal("a=4", Show(scene));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task What_is_too_much_is_refused_whole(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var registry = scene.Store.Registry;
        Assert.Equal(RegistryResult.Done, await registry.Change([Put(new string('x', RegistryLimits.NameBytesMax), new string('y', RegistryLimits.ValueBytesMax))]));
        Assert.Equal(new RegistryResult(Refusal.BadName, 1), await registry.Change([Put("a", ""), Put(new string('x', RegistryLimits.NameBytesMax + 1), "")]));
        Assert.Equal(new RegistryResult(Refusal.BadName, 0), await registry.Change([Put("", "")]));
        Assert.Equal(new RegistryResult(Refusal.BadName, 0), await registry.Change([new(new(0, "a"), Text(""))]));
        Assert.Equal(new RegistryResult(Refusal.TooLarge, 0), await registry.Change([Put("a", new string('y', RegistryLimits.ValueBytesMax + 1))]));
        Assert.Equal(new RegistryResult(Refusal.Limit, 0), await registry.Change([.. Enumerable.Range(0, RegistryLimits.EditsMax + 1).Select(number => Put($"{number}", ""))]));
        Assert.Equal(1, registry.Count(Shelf));
        Assert.Null(registry.Find(new(Shelf, new string('x', 5000))));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_shelf_of_many_is_listed_in_the_order_in_which_they_came(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        foreach (var names in Enumerable.Range(0, 500).Chunk(100))
        {
            await scene.Store.Registry.Change([.. names.Select(number => Put($"user{number}", $"{number}"))]);
        }

        foreach (var names in Enumerable.Range(0, 500).Where(number => number % 3 == 0 || number is > 100 and < 300).Chunk(100))
        {
            await scene.Store.Registry.Change([.. names.Select(number => Remove($"user{number}"))]);
        }

        await scene.CrashAsync();
        Assert.Equal(
            Enumerable.Range(0, 500).Where(number => !(number % 3 == 0 || number is > 100 and < 300)).Select(number => $"user{number}"),
            scene.Store.Registry.List(Shelf).Select(entry => entry.Name));
    }

    private static RegistryEdit Put(string name, string value) => new(new(Shelf, name), Text(value));

    private static RegistryEdit Remove(string name) => new(new(Shelf, name), Octets: null);

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static string Show(Scene scene) => string.Join(' ',
        scene.Store.Registry.List(Shelf).Select(entry => $"{entry.Name}={Encoding.UTF8.GetString(entry.Record.Octets.Span)}"));
}
