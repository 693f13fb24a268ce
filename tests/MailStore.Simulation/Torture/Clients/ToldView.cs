using System.Globalization;
using MailStore.Simulation.Sessions;
using MailStore.Simulation.Torture.History;
using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Torture.Clients;

/// <summary>What one client knows of the mailbox it has selected. Each untagged response is held against what may be said.</summary>
internal sealed class ToldView(MailHistory history, Box box)
{
    private readonly List<uint> _uids = []; // 0: not asked for yet

    public IEnumerable<uint> Uids => _uids.Where(uid => uid != 0);

    public bool HasUnknown => _uids.Contains(0);

    /// <param name="since">When the command was given.</param>
    /// <param name="mayExpunge">RFC 9051 §7.5.1: not while FETCH, STORE or SEARCH count by numbers.</param>
    public void Take(string response, long since, bool mayExpunge)
    {
        var words = response.Split(' ', 4);
        if (words.Length < 3 || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return;
        }

        switch (words[2])
        {
            case "EXISTS":
                Fault.Unless(number >= _uids.Count, $"EXISTS {number} in {box} after {_uids.Count} without EXPUNGE");
                _uids.AddRange(Enumerable.Repeat(0u, number - _uids.Count));
                break;
            case "EXPUNGE":
                Fault.Unless(mayExpunge, $"EXPUNGE {number} in {box} where numbers are used");
                Fault.Unless(number >= 1 && number <= _uids.Count, $"EXPUNGE {number} of {_uids.Count} in {box}");
                history.ToldGone(box, _uids[number - 1]);
                _uids.RemoveAt(number - 1);
                break;
            case "FETCH":
                TakeFetch(Fetched.Read(number, response[(response.IndexOf('(', StringComparison.Ordinal) + 1)..]), since);
                break;
            default:
                break;
        }
    }

    private void TakeFetch(Fetched fetched, long since)
    {
        Fault.Unless(fetched.Number >= 1 && fetched.Number <= _uids.Count, $"FETCH of {fetched.Number} in {box}, and the client counts {_uids.Count}");
        ref var uid = ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_uids)[fetched.Number - 1];
        if (fetched.Uid != 0)
        {
            Fault.Unless(uid == 0 || uid == fetched.Uid, $"message {fetched.Number} of {box} was UID {uid} and is {fetched.Uid}");
            uid = fetched.Uid;
        }

        if (fetched.Body is { } body)
        {
            history.See(box, fetched.Uid, TortureMessage.TokenOf(body));
        }

        if (fetched.Flags is { } flags && uid != 0)
        {
            history.Told(box, uid, flags, since);
        }
    }
}
