namespace MailStore.Log.Devices;

/// <summary>
/// Where one volume keeps its files: a flat set of named files and nothing else. It is the only way from this project to a
/// disk, so a simulated disk and a replicated store are the same to everything above. Calls block until done; a fault is a
/// <see cref="StorageFaultException"/> and nothing is tried again.
/// </summary>
public interface IStorage
{
    /// <summary>For people: where this is, such as <c>file:/var/lib/mailstore/v00</c>.</summary>
    string Place { get; }

    /// <summary>Room for more, for the gauges that refuse mail before the disk is full.</summary>
    long FreeBytes { get; }

    IReadOnlyList<string> List();

    bool Exists(string name);

    /// <summary>A new, empty file, whose name is durable when this returns. It is a fault if the name is taken.</summary>
    IStorageFile Create(string name, WriteMode mode);

    /// <summary>A file that is there. It is a fault if it is not: nothing is ever created on the way to a read.</summary>
    IStorageFile Open(string name, WriteMode mode);

    /// <summary>Removes the name, durably. Files that are open stay readable until they are closed.</summary>
    void Delete(string name);

    /// <summary>Gives a file a second name in another place, without a copy if both can, durably either way.</summary>
    void Link(string name, IStorage target, string targetName);
}
