using System.Diagnostics;
using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.Embedded;

namespace MailStore.Server.Tests.Accounts.Embedded;

/// <summary>A clock tells a stranger nothing: a name that nobody has costs as much as one that somebody has.</summary>
public sealed class LoginWorkTests
{
    private static readonly (string Name, string Password)[] s_guesses =
    [
        ("bert@example.org", "wrong"),
        ("bert@example.org", ""),
        ("bert@example.org", new string('x', 5000)),
        ("BERT@EXAMPLE.ORG", "wrong"),
        ("cecil@example.org", "wrong"),
        ("cecil@example.org", "cecil's"),
        ("dora@example.org", "wrong"),
        ("dora@example.org", "phone's"),
        ("nobody@example.org", "wrong"),
        ("nobody@example.org", ""),
        ("nobody@example.org", new string('x', 5000)),
        ("nobody@elsewhere.example", "wrong"),
        ("no name at all\u0001", "wrong"),
        ("", "wrong"),
        (new string('n', 400), "wrong"),
    ];

    [Fact]
    public async Task Each_guess_costs_one_derivation_whoever_is_meant()
    {
        var directory = await DirectoryAsync();
        foreach (var (name, password) in s_guesses)
        {
            var before = directory.Work.Rounds;
            Assert.Equal(SignIn.Refused, await directory.For(new(Peer: null, "pop3")).VerifyAsync(DirectoryScene.Octets(name), DirectoryScene.Octets(password)));
            Assert.Equal((name, ScramKeys.DefaultIterations), (name, (int)(directory.Work.Rounds - before)));
        }
    }

    /// <summary>The best of many, taken in turns: whatever else runs can only make one slower, and does not choose which.</summary>
    [Fact]
    public async Task Each_guess_takes_as_long()
    {
        const double Likeness = 1.25;

        // The best of each counts: on a busy machine it takes more of them until each had a moment to itself.
        const int Samples = 60, SamplesMax = 20 * Samples;
        var directory = await DirectoryAsync();
        (string Name, string Password)[] guesses = [("bert@example.org", "wrong"), ("dora@example.org", "wrong"), ("nobody@example.org", "wrong")];
        var best = new double[guesses.Length];
        Array.Fill(best, double.MaxValue);
        for (var sample = 0; sample < Samples || (sample < SamplesMax && best.Max() >= best.Min() * Likeness); sample++)
        {
            for (var i = 0; i < guesses.Length; i++)
            {
                var at = (sample + i) % guesses.Length;
                var (name, password) = (DirectoryScene.Octets(guesses[at].Name), DirectoryScene.Octets(guesses[at].Password));
                var started = Stopwatch.GetTimestamp();
                _ = await directory.VerifyAsync(name, password);
                best[at] = Math.Min(best[at], Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            }
        }

        Assert.True(best.Max() < best.Min() * Likeness, string.Join(", ", guesses.Zip(best, (guess, time) => $"{guess.Name}: {time:F0} us")));
    }

    // Bert is there, Cecil is disabled, Dora has a second password that is not for POP3.
    private static async Task<UserDirectory> DirectoryAsync()
    {
        var scene = await DirectoryScene.OpenAsync();
        var (cecil, dora) = (AccountName.Create("cecil@example.org"), AccountName.Create("dora@example.org"));
        Assert.Null(await scene.Users.AddAsync(cecil, "cecil's", new()));
        Assert.Null(await scene.Users.SetDisabledAsync(cecil, isDisabled: true));
        Assert.Null(await scene.Users.AddAsync(dora, "dora's", new()));
        await scene.Users.AddAppPasswordAsync(dora, "phone", "phone's", ["imap"]);
        return await UserDirectory.OpenAsync(scene.Store, new ProvenKeys(scene.Clock));
    }
}
