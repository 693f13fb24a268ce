using System.Globalization;
using System.Text;

namespace MailStore.Load.Reporting;

/// <summary>A bar a load: how many times the rate of the best of the others, on a scale of powers, since ratios multiply.</summary>
internal static class Chart
{
    private const int Left = 430;
    private const int Width = 900;
    private const int RowHeight = 22;
    private const int Top = 46;
    private const double Lowest = 0.25;
    private const double Highest = 256;

    public static string Draw(List<Row> rows)
    {
        var height = Top + (rows.Count * RowHeight) + 10;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        text.Append("<text x=\"10\" y=\"16\" font-weight=\"bold\">times the rate (dark) and times less CPU (light) of the best of the others; the line is the spread of rounds, the mark what is asked</text>\n");
        for (var mark = Lowest; mark <= Highest; mark *= 4)
        {
            text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(mark):0}\" x2=\"{X(mark):0}\" y1=\"{Top - 8}\" y2=\"{height - 6}\" stroke=\"{(mark == 1 ? "#444" : "#ddd")}\"/><text x=\"{X(mark):0}\" y=\"{Top - 12}\" text-anchor=\"middle\" fill=\"#444\">{mark:0.##}x</text>\n");
        }

        for (var number = 0; number < rows.Count; number++)
        {
            DrawRow(text, rows[number], Top + (number * RowHeight));
        }

        return text.Append("</svg>\n").ToString();
    }

    private static void DrawRow(StringBuilder text, Row row, int y)
    {
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{y + 14}\" text-anchor=\"end\" fill=\"{(row.IsMet ? "#000" : "#b00")}\">{row.Traits.Says}</text>");
        Bar(text, row.Rate.Median, y + 2, "#26547c");
        Bar(text, 1 / row.Processor.Median, y + 11, "#9dbdd9");
        text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(row.Rate.Least):0}\" x2=\"{X(row.Rate.Most):0}\" y1=\"{y + 6}\" y2=\"{y + 6}\" stroke=\"#e8871e\"/>");
        if (row.Traits.Demand.Rate > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(row.Traits.Demand.Rate):0}\" x2=\"{X(row.Traits.Demand.Rate):0}\" y1=\"{y}\" y2=\"{y + 20}\" stroke=\"#b00\" stroke-width=\"2\"/>");
        }

        text.Append('\n');
    }

    private static void Bar(StringBuilder text, double ratio, int y, string colour)
    {
        var (from, to) = (Math.Min(X(1), X(ratio)), Math.Max(X(1), X(ratio)));
        text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{from:0}\" y=\"{y}\" width=\"{to - from:0}\" height=\"8\" fill=\"{colour}\"/>");
    }

    private static double X(double ratio) =>
        Left + ((Width - Left - 20) * Math.Log(Math.Clamp(ratio, Lowest, Highest) / Lowest) / Math.Log(Highest / Lowest));
}
