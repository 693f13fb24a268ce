using System.Collections.Frozen;

namespace MailStore.Mime.Text;

/// <summary>The named characters of HTML 4 (its §24), and "apos". Names tell case apart.</summary>
internal static class HtmlEntities
{
    /// <summary>No name of Latin 1 is longer.</summary>
    public const int OldNameMax = 6;

    // From U+00A0 on, one after the other.
    private const string Latin =
        "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil "
        + "sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute "
        + "Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc "
        + "atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide "
        + "oslash ugrave uacute ucirc uuml yacute thorn yuml";

    private const string Others =
        "quot\"amp&lt<gt>apos'OElig\u0152oelig\u0153Scaron\u0160scaron\u0161Yuml\u0178circ\u02C6tilde\u02DCensp\u2002emsp\u2003thinsp\u2009zwnj\u200Czwj\u200D"
        + "lrm\u200Erlm\u200Fndash\u2013mdash\u2014lsquo\u2018rsquo\u2019sbquo\u201Aldquo\u201Crdquo\u201Dbdquo\u201Edagger\u2020Dagger\u2021permil\u2030"
        + "lsaquo\u2039rsaquo\u203Aeuro\u20ACfnof\u0192Alpha\u0391Beta\u0392Gamma\u0393Delta\u0394Epsilon\u0395Zeta\u0396Eta\u0397Theta\u0398Iota\u0399Kappa\u039A"
        + "Lambda\u039BMu\u039CNu\u039DXi\u039EOmicron\u039FPi\u03A0Rho\u03A1Sigma\u03A3Tau\u03A4Upsilon\u03A5Phi\u03A6Chi\u03A7Psi\u03A8Omega\u03A9"
        + "alpha\u03B1beta\u03B2gamma\u03B3delta\u03B4epsilon\u03B5zeta\u03B6eta\u03B7theta\u03B8iota\u03B9kappa\u03BAlambda\u03BBmu\u03BCnu\u03BDxi\u03BE"
        + "omicron\u03BFpi\u03C0rho\u03C1sigmaf\u03C2sigma\u03C3tau\u03C4upsilon\u03C5phi\u03C6chi\u03C7psi\u03C8omega\u03C9thetasym\u03D1upsih\u03D2piv\u03D6"
        + "bull\u2022hellip\u2026prime\u2032Prime\u2033oline\u203Efrasl\u2044weierp\u2118image\u2111real\u211Ctrade\u2122alefsym\u2135larr\u2190uarr\u2191rarr\u2192"
        + "darr\u2193harr\u2194crarr\u21B5lArr\u21D0uArr\u21D1rArr\u21D2dArr\u21D3hArr\u21D4forall\u2200part\u2202exist\u2203empty\u2205nabla\u2207isin\u2208"
        + "notin\u2209ni\u220Bprod\u220Fsum\u2211minus\u2212lowast\u2217radic\u221Aprop\u221Dinfin\u221Eang\u2220and\u2227or\u2228cap\u2229cup\u222Aint\u222B"
        + "there4\u2234sim\u223Ccong\u2245asymp\u2248ne\u2260equiv\u2261le\u2264ge\u2265sub\u2282sup\u2283nsub\u2284sube\u2286supe\u2287oplus\u2295otimes\u2297"
        + "perp\u22A5sdot\u22C5lceil\u2308rceil\u2309lfloor\u230Arfloor\u230Blang\u2329rang\u232Aloz\u25CAspades\u2660clubs\u2663hearts\u2665diams\u2666";

    private static readonly FrozenDictionary<string, char>.AlternateLookup<ReadOnlySpan<char>> Characters = Table().GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool TryFind(ReadOnlySpan<char> name, out char character)
    {
        // Nearly all that mail has of them.
        character = name switch
        {
            "nbsp" => '\u00A0',
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            _ => '\0',
        };
        return character != '\0' || Characters.TryGetValue(name, out character);
    }

    private static FrozenDictionary<string, char> Table()
    {
        var table = new Dictionary<string, char>();
        var latin = '\u00A0';
        foreach (var name in Latin.Split(' '))
        {
            table.Add(name, latin++);
        }

        var start = 0;
        for (var i = 0; i < Others.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(Others[i]))
            {
                table.Add(Others[start..i], Others[i]);
                start = i + 1;
            }
        }

        return table.ToFrozenDictionary();
    }
}
