using MailStore.Load.Driving;
using MailStore.Load.Loads;
using MailStore.Load.Measuring;
using MailStore.Load.Targets;

namespace MailStore.Load.Comparing;

/// <summary>The same loads at several servers, round by round in turn, so that what else the machine does meets all of them.</summary>
internal static class Comparison
{
    /// <param name="folder">With a folder for each server.</param>
    /// <param name="output">If it is there already, it keeps what it has of other loads, so that a table can be made piece by piece.</param>
    /// <param name="only">Names of loads, or how they begin with a star behind; all if there is none.</param>
    public static void Run(string folder, string output, Scale scale, string[] only)
    {
        var targets = Target.ReadAll(folder);
        var loads = LoadTable.Make(scale).Where(load => only.Length == 0 || only.Any(name => IsNamed(load, name))).ToList();
        if (targets.Count == 0 || loads.Count == 0)
        {
            throw new InvalidDataException(targets.Count == 0 ? $"There is no server in {folder}." : $"No load has a name like that; there are {string.Join(", ", LoadTable.Make(scale).Select(load => load.Traits.Name))}.");
        }

        var kept = File.Exists(output) ? ResultFile.Read(output).Without([.. loads.Select(load => load.Traits.Name)]) : null;
        var (results, remarks, contestants) = (kept?.Rounds ?? [], kept?.Remarks ?? [], targets.ConvertAll(target => new Contestant(target.Name, target.Class, target.Version)));
        contestants.AddRange(kept?.Contestants.Where(one => results.Exists(round => round.Target == one.Name) && !contestants.Exists(other => other.Name == one.Name)) ?? []);
        if (results.Count > 0 && kept!.Contestants.FirstOrDefault(one => contestants.Exists(other => other.Name == one.Name && other.Version != one.Version)) is { } older)
        {
            remarks.Add($"{string.Join(", ", results.Select(round => round.Load).Distinct())}: by {older.Name} {older.Version}");
        }

        var start = Environment.TickCount64;
        foreach (var load in loads)
        {
            Console.WriteLine($"{(Environment.TickCount64 - start) / 1000,5} s  {load.Traits.Name}: {load.Traits.Says}");
            Compare(load, targets, scale, results, remarks);
            new ResultFile(Machine.Describe(), scale.Name, contestants, results, remarks).Write(output);
        }

        Console.WriteLine($"{(Environment.TickCount64 - start) / 1000,5} s  done: {output}");
    }

    private static bool IsNamed(ILoad load, string name) =>
        name.EndsWith('*') ? load.Traits.Name.StartsWith(name[..^1], StringComparison.Ordinal) : load.Traits.Name == name;

    // What is only read is the same with either durability: one of two servers that differ in nothing else is enough.
    private static bool IsFor(ILoad load, Target target, List<Target> targets) =>
        load.Fits(target) && (load.Traits.IsWrite || !targets.Exists(other => target.Name == other.Name + "-always"));

    private static bool TryPrepare(ILoad load, Target target, List<string> remarks)
    {
        try
        {
            load.Prepare(target);
            return true;
        }
        catch (Exception fault) when (!target.IsOurs && fault is (OtherAnswerException or InvalidDataException))
        {
            LeaveOut(load, target, fault, remarks);
            return false;
        }
    }

    private static void Compare(ILoad load, List<Target> targets, Scale scale, List<RoundResult> results, List<string> remarks)
    {
        var places = Enumerable.Range(0, targets.Count).Where(place => IsFor(load, targets[place], targets) && TryPrepare(load, targets[place], remarks)).ToList();
        var (warmUps, rounds) = load.Traits.IsSlow ? (0, Math.Min(3, scale.Rounds)) : (scale.WarmUps, scale.Rounds);
        for (var round = -warmUps; round < rounds; round++)
        {
            var length = places.Count;
            for (var turn = 0; turn < length; turn++)
            {
                // Another one begins each time: who comes behind a server that leaves work undone must not always be the same.
                var place = places[(turn + warmUps + round) % length];
                if (place >= 0 && !TryRound(load, targets, place, round, scale, results, remarks))
                {
                    places[places.IndexOf(place)] = -1;
                }
            }
        }
    }

    // A wrong answer of ours ends the run; another server's leaves it out.
    private static bool TryRound(ILoad load, List<Target> targets, int place, int round, Scale scale, List<RoundResult> results, List<string> remarks)
    {
        try
        {
            targets[place] = load.BeginRound(targets[place], round);
            if (!load.Traits.IsWrite && !load.Traits.IsSlow)
            {
                Rest.Await(targets[place].Process);
            }

            var result = Driver.Run(load, targets[place], round, round < 0 ? WarmUp(load.Traits, scale) : load.Traits.Bounds);
            if (round >= 0)
            {
                results.Add(result);
                Console.WriteLine($"         {round + 1}  {result.Target,-22} {result.Rate,12:N0}/s  {result.ServerMicroseconds,10:N1} us CPU  p50 {result.P50,8:N2} ms  p99 {result.P99,8:N2} ms  {result.PeakMegabytes,6:N0} MB{(load.Traits.AsksMemory ? $", {result.HeldMegabytes:N1} MB held" : "")}");
            }

            return true;
        }
        catch (Exception fault) when (!targets[place].IsOurs && fault is (InvalidDataException or IOException or System.Net.Sockets.SocketException))
        {
            LeaveOut(load, targets[place], fault, remarks);
            results.RemoveAll(result => result.Load == load.Traits.Name && result.Target == targets[place].Name);
            return false;
        }
    }

    // Reading again changes nothing, so that it may go on until the time is over: a server that compiles what runs often would else be measured
    // while it does. What writes is bounded by its count, or the rounds that count would meet mailboxes that this one filled.
    private static Bounds WarmUp(LoadTraits traits, Scale scale) => traits.Bounds with
    {
        Seconds = double.IsFinite(traits.Bounds.Seconds) ? scale.WarmUpSeconds : traits.Bounds.Seconds,
        Calls = traits.IsWrite || traits.IsSlow ? traits.Bounds.Calls : int.MaxValue,
    };

    private static void LeaveOut(ILoad load, Target target, Exception fault, List<string> remarks)
    {
        Console.WriteLine($"         left out: {target.Name}: {fault.Message}");
        remarks.Add($"{load.Traits.Name}: {target.Name} left out: {fault.Message}");
    }
}
