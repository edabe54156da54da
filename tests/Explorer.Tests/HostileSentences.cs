using System.Text;

namespace Explorer.Tests;

/// <summary>Sentences that are meant to break out of where they stand, and sentences that are hard to show. Every script in them would set
/// <c>window.ran</c>.</summary>
internal static class HostileSentences
{
    private const string Code = "top.ran=1";

    /// <summary>What ends an attribute, an element, a comment or a string before the payload begins.</summary>
    private static readonly string[] Ends = ["", "\"", "'>", "`", "</script>", "</textarea>", "-->", "\\\""];

    private static readonly string[] Payloads =
    [
        $"<script>{Code}</script>", $"<img src=x onerror={Code}>", $"<svg onload={Code}>", $"<svg><script>{Code}</script>",
        $"<iframe srcdoc='<script>{Code}</script>'>",
        $"<body onload={Code}>", $"<details open ontoggle={Code}>x", $"<input autofocus onfocus={Code}>", $"<video src=x onerror={Code}>",
        $"<a href=javascript:{Code}>a</a>",
        $"<object data=javascript:{Code}>", "<link rel=stylesheet href=//x.example/a>", "<base href=//x.example>",
        $"<meta http-equiv=refresh content=0;javascript:{Code}>",
        "<style>@import'//x.example'</style>", $"<noscript><img src=x onerror={Code}>", $"<!--<img src='--><img src=x onerror={Code}>",
        $"<math><mi xlink:href=javascript:{Code}>",
        $" onmouseover={Code} x=", $" onfocus={Code} autofocus tabindex=0 x=", $"; {Code}; //", $"); {Code}; (", $"+({Code})+",
        $"{{{{constructor.constructor('{Code}')()}}}}", $"${{{Code}}}",
        $"<%= {Code} %>", "{% include x %}", ";background:url(//x.example/a)", "} * { display: none } {", "@import '//x.example/a';",
    ];

    private static readonly string[] Hard =
    [
        "👩‍👩‍👧‍👦 waves", "👍🏽 👨🏿‍🚀 🏳️‍🌈", "🇩🇪🇫🇷🇯🇵 flags", "שלום עולם", "مرحبا بالعالم", "abc שלום 123 مرحبا",
        "\u202ereversed\u202c", "\u2066isolated\u2069 \u2067left\u2069", "\u200fmark\u200e",
        "e\u0301a\u0308o\u0302", "Z" + string.Concat(Enumerable.Range(0x300, 60).Select(c => (char)c)) + "algo", "\u0301starts with a mark",
        "ด้้้้้้้้ towers", "नमस्ते दुनिया", "漢字かな交じり文", "𝒜𝒷𝒸 𝟘𝟙", "ﷺ ﷽", "İıſK",
        "\ufeffbyte order", "a\u0000b", "\u2028line\u2029paragraph", "a\tb\r\nc", "\u001b[31mred\u001b[0m", "\u0007\u0008\u000c",
        "\u00a0\u2003\u3000 blanks", "zero\u200bwidth\u200djoiner", "\ufff9a\ufffab\ufffb",
        "\ud83d alone", "alone \udc4d", "\udc4d\ud83d swapped", "\uffff\ufdd0", "\udbff\udfff last", "<|endoftext|>", "</s><s>[INST]",
        "C:\\Users\\x", "../../../etc/passwd", "file:///etc/passwd",
        "javascript:top.ran=1", "data:text/html,<script>top.ran=1</script>", "//x.example/a", "%3Cscript%3Etop.ran=1%3C/script%3E",
        "&lt;script&gt;top.ran=1&lt;/script&gt;", "&#60;img src=x onerror=top.ran=1&#62;",
        "\\u003cscript\\u003e", "$& $1 $$ $`", "{0} {1:N} %s %d %n", "__proto__ constructor toString", "NaN null undefined true",
        "' OR 1=1 --", "<b>bold</b><br><i>x</i>", "<a href='//x.example'>Plotly link</a>", "<sub>a</sub><sup>b</sup>",
    ];

    /// <summary>All of them, each once.</summary>
    public static string[] All() =>
        [.. (from payload in Payloads from end in Ends select end + payload).Concat(Hard).Concat(ControlCharacters()).Concat(Long())
            .Distinct()];

    /// <summary>Whether a page should show exactly these characters: nothing in it that cannot be seen, and nothing that UTF-8
    /// lacks.</summary>
    public static bool IsPrintable(string text) =>
        text.EnumerateRunes()
            .All(rune => rune.Value != 0xFFFD && !Rune.IsControl(rune)
                && Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.Format
                    or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator));

    private static IEnumerable<string> ControlCharacters() =>
        Enumerable.Range(0, 32).Concat(Enumerable.Range(127, 33)).Select(code => $"control {(char)code} here");

    /// <summary>Sentences of 5,000 characters.</summary>
    private static IEnumerable<string> Long()
    {
        foreach (var part in new[] { "a", "word ", "<img src=x onerror=top.ran=1>", "👩‍👩‍👧‍👦", "e\u0301\u0302\u0303", "\u202e",
            "\"'</script>" })
            yield return string.Concat(Enumerable.Repeat(part, 5000 / part.Length + 1))[..5000];
    }
}
