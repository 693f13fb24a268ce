using System.Globalization;
using System.Net;
using MailStore.Load.Comparing;
using MailStore.Load.Loads;
using MailStore.Load.Measuring;
using MailStore.Load.Reporting;
using MailStore.Load.Scenarios;
using MailStore.Load.Targets;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["compare", var folder, var output, var scale, .. var loads]:
        Comparison.Run(folder, output, Scale.Of(scale), loads);
        return 0;
    case ["drive", var target, var load, var scale, .. var settings]:
        Solo.Run(Target.Read(target), load, Scale.Of(scale), settings);
        return 0;
    case ["report", var results, var page, var chart]:
        var found = new Report(ResultFile.Read(results));
        string Seen(string path) => Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(page))!, Path.GetFullPath(path));
        MarkedPart.Replace(page, "side by side", found.Write(Seen(chart), Seen(results)));
        File.WriteAllText(chart, Chart.Draw(found.BestRows()));
        return 0;
    case ["floor", var connections, var rounds]:
        FloorScenario.Run(int.Parse(connections), int.Parse(rounds));
        return 0;
    case ["memory" or "memory-tls", var place, var login, var sessions, var process] when login.IndexOf(':') is > 0 and var colon:
        await MemoryScenario.RunAsync(IPEndPoint.Parse(place), login[..colon], login[(colon + 1)..], int.Parse(sessions), int.Parse(process), isTls: args[0] == "memory-tls");
        return 0;
    case ["large", var place, var clients, var megabytes, var process]:
        await LargeScenario.RunAsync(IPEndPoint.Parse(place), int.Parse(clients), int.Parse(megabytes), int.Parse(process));
        return 0;
    default:
        Console.Error.WriteLine("""
            MailStore.Load compare FOLDER RESULTS.json short|long|tiny [LOAD...]    loads at all servers that FOLDER has a folder with target.json of, in turns
            MailStore.Load drive TARGET.json LOAD short|long|tiny [rate=R] [seconds=S] [workers=N] [calls=N]    one load at one server; with a rate in the open loop
            MailStore.Load report RESULTS.json PAGE.md CHART.svg                  the table into the page, between its marks, and the chart
            MailStore.Load floor CONNECTIONS ROUNDS                               what it takes to tell so many connections with no server at all
            MailStore.Load memory|memory-tls ADDRESS:PORT NAME:PASSWORD SESSIONS PROCESS     what idle sessions take of the server's memory
            MailStore.Load large ADDRESS:PORT CLIENTS MEGABYTES PROCESS           the server's memory while large messages come by LMTP

            A LOAD may end with a star: fetch-*. bench/peers/compare.sh starts servers, compares and reports.
            """);
        return 2;
}
