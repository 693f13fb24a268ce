using System.Globalization;
using MailStore.Abstractions.Searching;

namespace MailStore.Engine.Search.Planning;

/// <summary>What a part of a search asks, for people.</summary>
internal static class SearchWords
{
    public static string Of(SearchNode node) => node.Kind switch
    {
        SearchNodeKind.AllOf => node.Nodes.IsEmpty ? "all messages" : "all of " + node.Nodes.Length.ToString(CultureInfo.InvariantCulture),
        SearchNodeKind.AnyOf => "any of " + node.Nodes.Length.ToString(CultureInfo.InvariantCulture),
        SearchNodeKind.Not => "not " + Of(node.Nodes[0]),
        SearchNodeKind.Uids => "UIDs " + node.Uids,
        SearchNodeKind.Flags => "flag " + node.Flags,
        SearchNodeKind.Keyword => "keyword " + node.Keyword.ToString(CultureInfo.InvariantCulture),
        SearchNodeKind.Text => $"\"{node.Text}\" in {(node.Field == SearchField.Header ? node.Name : node.Field.ToString())}",
        SearchNodeKind.Recent or SearchNodeKind.Unknown => node.Kind.ToString(),
        _ => node.Kind + Bounds(node),
    };

    private static string Bounds(SearchNode node) =>
        node.Low == node.High ? string.Create(CultureInfo.InvariantCulture, $" = {node.Low}")
        : (node.Low == long.MinValue ? "" : string.Create(CultureInfo.InvariantCulture, $" from {node.Low}"))
            + (node.High == long.MaxValue ? "" : string.Create(CultureInfo.InvariantCulture, $" to {node.High}"));
}
