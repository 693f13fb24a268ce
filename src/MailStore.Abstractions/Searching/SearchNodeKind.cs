namespace MailStore.Abstractions.Searching;

/// <summary>What a part of a search asks of a message.</summary>
public enum SearchNodeKind : byte
{
    /// <summary>All of <see cref="SearchNode.Nodes"/> hold; with none, every message is found.</summary>
    AllOf,

    /// <summary>One of <see cref="SearchNode.Nodes"/> holds.</summary>
    AnyOf,

    /// <summary>The one of <see cref="SearchNode.Nodes"/> does not hold.</summary>
    Not,

    /// <summary>It is one of <see cref="SearchNode.Uids"/>.</summary>
    Uids,

    /// <summary>It is recent to the view.</summary>
    Recent,

    /// <summary>It has one of <see cref="SearchNode.Flags"/>.</summary>
    Flags,

    /// <summary>It has the keyword with the number <see cref="SearchNode.Keyword"/>.</summary>
    Keyword,

    /// <summary>Its octets lie between <see cref="SearchNode.Low"/> and <see cref="SearchNode.High"/>.</summary>
    Size,

    /// <summary>Its mod-sequence lies there.</summary>
    ModSeq,

    /// <summary>The day of its internal date, as it was where the message came from, has such a <see cref="DateOnly.DayNumber"/>.</summary>
    InternalDay,

    /// <summary>The same of the day it was saved, in UTC.</summary>
    SaveDay,

    /// <summary>The same of the day that it says to have been sent.</summary>
    SentDay,

    /// <summary>Its internal date lies there, in seconds since 1970 in UTC.</summary>
    InternalMoment,

    /// <summary>Its id is <see cref="SearchNode.Low"/>.</summary>
    EmailId,

    /// <summary>The id of its conversation is <see cref="SearchNode.Low"/>.</summary>
    ThreadId,

    /// <summary><see cref="SearchNode.Text"/> is in <see cref="SearchNode.Field"/>.</summary>
    Text,

    /// <summary>Only the message itself can tell.</summary>
    Unknown,
}
