namespace Attention.Training;

/// <summary>The words that generated stories are made of: common English, sorted by what goes with what.</summary>
internal static class Lexicon
{
    public static readonly IReadOnlyList<string> MenNames =
        Split("Tom Ben Sam Jack Max Leo Adam Paul Peter Simon Henry George Frank Hugo Oscar Noah Luke David Martin Victor Walter Felix "
            + "Oliver Robert Philip Thomas");
    public static readonly IReadOnlyList<string> WomenNames =
        Split("Anna Mary Lucy Emma Clara Ruth Alice Nora Helen Julia Laura Rosa Sara Grace Ella Kate Maria Eva Nina Olga Vera Flora Hanna "
            + "Ivy Jane Martha");
    public static readonly IReadOnlyList<string> Beginnings =
        Split("Bar Cor Dal Fen Gar Hol Kel Lan Mor Nor Pel Ros Sel Tam Vor Wes Zan Bri Cla Dro");
    public static readonly IReadOnlyList<string> Endings =
        Split("by ford ley man nis ric son ston ta vale wick win den dow gan lo mer rin");

    public static readonly IReadOnlyList<string> Roles =
        Split("baker farmer teacher sailor gardener painter singer doctor nurse judge guard driver cook writer tailor student neighbor "
            + "stranger king queen boy girl man woman child friend");
    public static readonly IReadOnlyList<string> Places =
        Split("kitchen garden market village forest school harbor field barn park house yard library tower shop street valley river "
            + "hill church");
    public static readonly IReadOnlyList<string> PersonAdjectives =
        Split("old young kind tired clever brave shy happy sad quiet proud tall");
    public static readonly IReadOnlyList<string> PersonStates =
        Split("tired hungry happy angry sick ready late afraid proud lonely busy thirsty");
    public static readonly IReadOnlyList<string> ThingStates =
        Split("old new broken missing clean dirty heavy cheap ready lost ugly beautiful");
    public static readonly IReadOnlyList<string> Colours = Split("red black white blue green brown yellow gray");
    public static readonly IReadOnlyList<string> Adverbs = Split("often always never quietly slowly quickly sometimes carefully");
    public static readonly IReadOnlyList<string> Openers = Split("then later today now soon yesterday once");
    public static readonly IReadOnlyList<string> Prepositions = Split("near behind beside under above with");
    public static readonly IReadOnlyList<string> SingularDeterminers = Split("the the the a a this that every");
    public static readonly IReadOnlyList<string> PluralDeterminers = Split("the the the some these those many two three");

    public static readonly IReadOnlyList<Verb> Moves =
        Verbs("walk run/ran wait work sleep/slept sing/sang live rest play laugh sit/sat stand/stood");
    public static readonly IReadOnlyList<Verb> Meetings = Verbs("meet/met see/saw help visit greet thank follow call know/knew hear/heard");
    public static readonly IReadOnlyList<Verb> Gifts = Verbs("give/gave show send/sent offer lend/lent sell/sold bring/brought");
    public static readonly IReadOnlyList<Verb> Speech = Verbs("say/said ask answer shout whisper");
    public static readonly IReadOnlyList<Verb> AnyObject = Verbs("want like need buy/bought find/found see/saw love lose/lost take/took");
    public static readonly Verb Be = new("be", "is", "was");
    public static readonly Verb Have = new("have", "has", "had");

    public static readonly IReadOnlyList<Theme> Themes =
    [
        new(Split("apple cake pie egg pear carrot onion cookie lemon loaf/loaves"), Split("fresh sweet warm cold"),
            Verbs("eat/ate bake cook taste slice share")),
        new(Split("dog cat horse cow goat hen rabbit pig duck mouse/mice"), Split("hungry wild noisy gentle"),
            Verbs("feed/fed chase brush catch/caught wash")),
        new(Split("book letter map story poem note page list ticket picture"), Split("long short secret famous"),
            Verbs("read/read write/wrote copy fold study")),
        new(Split("coat hat shirt dress scarf/scarves glove sock boot jacket blanket"), Split("warm torn dirty clean"),
            Verbs("wear/wore wash sew mend fold")),
        new(Split("key hammer knife/knives rope lamp bucket spoon candle coin bell"), Split("small shiny heavy broken"),
            Verbs("use hold/held drop/dropped hide/hid carry")),
        new(Split("rose tree flower bush vine seed plant lily leaf/leaves"), Split("tall dry thin wild"),
            Verbs("water plant cut/cut grow/grew pick")),
        new(Split("car boat truck bus cart wagon train bicycle ship"), Split("fast slow rusty heavy"),
            Verbs("drive/drove repair stop/stopped steer watch")),
        new(Split("door gate window box table chair shelf/shelves fence bench wall"), Split("wooden strong narrow wide"),
            Verbs("open close paint fix build/built")),
    ];

    /// <summary>Nouns come as <c>loaf/loaves</c> where the rules below do not reach.</summary>
    public static string Noun(string entry, bool plural)
    {
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        if (!plural) return slash < 0 ? entry : entry[..slash];
        return slash >= 0
            ? entry[(slash + 1)..]
            : entry switch { "man" => "men", "woman" => "women", "child" => "children", _ => WithS(entry) };
    }

    /// <summary>Adds s, es or ies.</summary>
    private static string WithS(string word) =>
        word.EndsWith('y') && !"aeiou".Contains(word[^2], StringComparison.Ordinal) ? word[..^1] + "ies"
        : word.EndsWith('s') || word.EndsWith('x') || word.EndsWith("ch", StringComparison.Ordinal)
            || word.EndsWith("sh", StringComparison.Ordinal) ? word + "es"
        : word + "s";

    private static string Past(string verb) =>
        verb.EndsWith('e') ? verb + "d" : verb.EndsWith('y') && !"aeiou".Contains(verb[^2], StringComparison.Ordinal)
            ? verb[..^1] + "ied"
            : verb + "ed";

    private static string[] Split(string words) => words.Split(' ');

    private static Verb[] Verbs(string entries) =>
        [.. entries.Split(' ').Select(entry => entry.Split('/'))
            .Select(forms => new Verb(forms[0], WithS(forms[0]), forms.Length > 1 ? forms[1] : Past(forms[0])))];

    /// <summary>Things, how they can be, and what one does with them.</summary>
    public sealed record Theme(IReadOnlyList<string> Nouns, IReadOnlyList<string> Adjectives, IReadOnlyList<Verb> Verbs);

    /// <summary>The forms of a verb: they sing, she sings, sang.</summary>
    public sealed record Verb(string Plain, string Third, string Past);
}
