using System.Net;
using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.Embedded;
using MailStore.Server.Accounts.Throttling;
using MailStore.Server.Tests.Accounts.Embedded;

namespace MailStore.Server.Tests.Accounts.Throttling;

public sealed class LoginThrottleTests
{
    private static readonly IPAddress s_guesser = IPAddress.Parse("192.0.2.7");

    [Fact]
    public async Task Failures_cost_more_and_more_time_and_then_the_address_is_locked_out_for_longer_and_longer()
    {
        var scene = await DirectoryScene.OpenAsync();
        var delays = new List<double>();
        for (var number = 0; number < 20; number++)
        {
            delays.Add(await RefuseAsync(scene, "bert@example.org", s_guesser));
        }

        Assert.Equal([0, 0, 0, 0, 1, 2, 4, 8, 16, 16], delays.Take(10));

        // Locked: also with the right password, without a wait, and for names that nobody has.
        Assert.Equal(SignIn.Refused, await LogInAsync(scene, "bert@example.org", "bert's", s_guesser));
        Assert.Equal(0, await RefuseAsync(scene, "nobody@example.org", s_guesser));
        scene.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.Equal(SignIn.Refused, await LogInAsync(scene, "bert@example.org", "bert's", s_guesser));
        scene.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SignInOutcome.Accepted, (await LogInAsync(scene, "bert@example.org", "bert's", s_guesser)).Outcome);

        for (var number = 0; number < 20; number++)
        {
            await RefuseAsync(scene, $"name{number}@example.org", s_guesser);
        }

        scene.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(SignIn.Refused, await LogInAsync(scene, "anna@example.org", "Sesam IX", s_guesser));
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(SignInOutcome.Accepted, (await LogInAsync(scene, "anna@example.org", "Sesam IX", s_guesser)).Outcome);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_slowed_as_one_that_somebody_has()
    {
        var (one, other) = (await DirectoryScene.OpenAsync(), await DirectoryScene.OpenAsync());
        for (var number = 0; number < 6; number++)
        {
            var known = await RefuseAsync(one, "bert@example.org", IPAddress.Parse($"192.0.2.{number}"));
            var unknown = await RefuseAsync(other, "nobody@example.org", IPAddress.Parse($"192.0.2.{number}"));
            Assert.Equal(number < 4 ? 0 : Math.Pow(2, number - 4), known);
            Assert.Equal(known, unknown);
        }
    }

    [Fact]
    public async Task A_name_that_is_attacked_from_everywhere_stays_open_to_where_it_has_logged_in_from()
    {
        var scene = await DirectoryScene.OpenAsync();
        var home = IPAddress.Parse("203.0.113.1");
        var throttle = Throttle(scene);
        Assert.Equal(SignInOutcome.Accepted, (await LogInAsync(scene, "bert@example.org", "bert's", home, throttle)).Outcome);
        for (var number = 0; number < 100; number++)
        {
            await RefuseAsync(scene, "bert@example.org", IPAddress.Parse($"2001:db8:{number}::1"));
        }

        Assert.Equal(SignIn.Refused, await LogInAsync(scene, "bert@example.org", "bert's", IPAddress.Parse("203.0.113.2"), throttle));
        Assert.Equal(SignInOutcome.Accepted, (await LogInAsync(scene, "bert@example.org", "bert's", home, throttle)).Outcome);
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::ffff:1", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    public async Task Addresses_of_IPv6_count_by_64_bits(string one, string other, bool isSame)
    {
        var throttle = Throttle(await DirectoryScene.OpenAsync());
        Assert.Equal(isSame, throttle.KeyOf(IPAddress.Parse(one)) == throttle.KeyOf(IPAddress.Parse(other)));
    }

    [Fact]
    public async Task Exempt_networks_and_those_without_one_are_never_slowed()
    {
        var scene = await DirectoryScene.OpenAsync();
        var throttle = new LoginThrottle(scene.Store.Registry, new() { Exempt = [IPNetwork.Parse("192.0.2.0/24")] }, scene.Clock);
        for (var number = 0; number < 50; number++)
        {
            Assert.Equal(SignIn.Refused, await LogInAsync(scene, "bert@example.org", "wrong", s_guesser, throttle));
            Assert.Equal(SignIn.Refused, await LogInAsync(scene, "bert@example.org", "wrong", peer: null, throttle));
        }

        Assert.Equal(0, scene.Store.Registry.Count(Shelves.Lockouts));
        Assert.Equal(SignInOutcome.Accepted, (await LogInAsync(scene, "bert@example.org", "bert's", s_guesser, throttle)).Outcome);
    }

    [Fact]
    public async Task Proofs_that_fail_count_and_whoever_is_locked_out_is_led_through_as_a_stranger()
    {
        var scene = await DirectoryScene.OpenAsync();
        var authenticator = new ThrottledAuthenticator(await UserDirectory.OpenAsync(scene.Store), Throttle(scene), default).For(new(s_guesser, "imap"));
        var name = DirectoryScene.Octets("bert@example.org");
        for (var number = 0; number < 20; number++)
        {
            scene.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.NotNull((await authenticator.FindScramKeysAsync(name, ScramHash.Sha256)).Value);
            Assert.Equal(SignIn.Refused, await authenticator.ConcludeAsync(name, SignIn.Refused));
        }

        Assert.Equal(default, await authenticator.FindScramKeysAsync(name, ScramHash.Sha256));
        Assert.Equal(SignIn.Refused, await authenticator.ConcludeAsync(name, SignIn.As(DirectoryScene.Bert)));
        await scene.Store.DisposeAsync();
        Assert.True((await authenticator.FindScramKeysAsync(name, ScramHash.Sha256)).IsUnavailable);
        Assert.Equal(SignIn.Unavailable, await authenticator.VerifyAsync(name, name));
    }

    [Fact]
    public async Task A_login_that_is_right_forgets_what_failed_for_the_name_but_not_at_the_address()
    {
        var scene = await DirectoryScene.OpenAsync();
        for (var number = 0; number < 3; number++)
        {
            await RefuseAsync(scene, "bert@example.org", s_guesser);
        }

        Assert.Equal(SignInOutcome.Accepted, (await LogInAsync(scene, "bert@example.org", "bert's", s_guesser)).Outcome);
        Assert.Equal(["a:192.0.2.7"], scene.Store.Registry.List(Shelves.Lockouts).Select(entry => entry.Name));
        scene.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await RefuseAsync(scene, "bert@example.org", s_guesser));
        Assert.Equal(1, Lockout.Read(scene.Store.Registry.Find(new(Shelves.Lockouts, "a:192.0.2.7"))!.Octets).Failures);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24 * 365 * 10)]
    public async Task A_clock_that_was_ahead_neither_locks_anybody_out_until_it_is_there_again_nor_lets_them_wait_for_it(int hours)
    {
        var scene = await DirectoryScene.OpenAsync();
        scene.Clock.Jump(TimeSpan.FromHours(hours));
        for (var number = 0; number < 20; number++)
        {
            await RefuseAsync(scene, "bert@example.org", s_guesser);
        }

        Assert.Equal(SignIn.Refused, await LogInAsync(scene, "bert@example.org", "bert's", s_guesser));
        scene.Clock.Jump(TimeSpan.FromHours(-hours));
        Assert.Equal(SignInOutcome.Accepted, (await LogInAsync(scene, "bert@example.org", "bert's", s_guesser)).Outcome);

        // What failed for names is remembered, and costs what it costs, not the years.
        var other = IPAddress.Parse("192.0.2.8");
        scene.Clock.Jump(TimeSpan.FromHours(hours));
        for (var number = 0; number < 6; number++)
        {
            await RefuseAsync(scene, "anna@example.org", other);
        }

        scene.Clock.Jump(TimeSpan.FromHours(-hours));
        Assert.Equal(4, await RefuseAsync(scene, "anna@example.org", other));
    }

    [Fact]
    public async Task A_clock_that_goes_back_a_little_forgets_no_lock()
    {
        var scene = await DirectoryScene.OpenAsync();
        for (var number = 0; number < 20; number++)
        {
            await RefuseAsync(scene, "bert@example.org", s_guesser);
        }

        scene.Clock.Jump(TimeSpan.FromMinutes(-5));
        Assert.Equal(SignIn.Refused, await LogInAsync(scene, "bert@example.org", "bert's", s_guesser));
        scene.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(SignInOutcome.Accepted, (await LogInAsync(scene, "bert@example.org", "bert's", s_guesser)).Outcome);
    }

    // A new throttle each time: what it knows is in the store.
    private static LoginThrottle Throttle(DirectoryScene scene) => new(scene.Store.Registry, new(), scene.Clock)
    {
        WaitAsync = (due, _) =>
        {
            scene.Clock.Advance(due);
            return Task.CompletedTask;
        },
    };

    private static async Task<SignIn> LogInAsync(DirectoryScene scene, string name, string password, IPAddress? peer, LoginThrottle? throttle = null)
    {
        var directory = await UserDirectory.OpenAsync(scene.Store);
        var authenticator = new ThrottledAuthenticator(directory, throttle ?? Throttle(scene), default).For(new(peer, "imap"));
        return await authenticator.VerifyAsync(DirectoryScene.Octets(name), DirectoryScene.Octets(password));
    }

    // Seconds that the refusal took, by the clock of the test.
    private static async Task<double> RefuseAsync(DirectoryScene scene, string name, IPAddress peer)
    {
        var start = scene.Clock.GetUtcNow();
        Assert.Equal(SignIn.Refused, await LogInAsync(scene, name, "wrong", peer));
        return (scene.Clock.GetUtcNow() - start).TotalSeconds;
    }
}
