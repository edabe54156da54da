// Writes short stories by rule, each sentence with its dependency tree (Universal Dependencies, Nivre et al. 2020).
// The rules make what heads are studied on: agreement across nouns of the other number, objects, pronouns with two candidates,
// brackets, and names that return.
using System.Globalization;
using static Attention.Training.Lexicon;

namespace Attention.Training;

/// <summary>Writes stories whose grammar is known.</summary>
/// <param name="random">Where every choice comes from; the same numbers give the same stories.</param>
public sealed class StoryGenerator(Random random)
{
    private readonly Random random = random;
    private Person[] cast = [];
    private bool past;

    /// <summary>A story of two people in five to ten sentences, or a table of who has what followed by questions.</summary>
    /// <returns>Its sentences.</returns>
    public IReadOnlyList<AnnotatedSentence> Story()
    {
        past = Chance(.4);
        var man = random.Next(2);
        cast = [NewPerson(man == 0), NewPerson(man == 1)];
        if (Chance(.2)) return [.. Possessions()];
        return [.. Enumerable.Range(0, random.Next(5, 11)).Select(_ => Sentence())];
    }

    /// <summary>The sentences of a story as one text.</summary>
    /// <returns>A paragraph.</returns>
    public string StoryText() => string.Join(' ', Story().Select(sentence => sentence.Text));

    private AnnotatedSentence Sentence()
    {
        var s = new SentenceBuilder();
        var opener = Chance(.12) ? s.Add(Pick(Openers), "ADV") : -1;
        var comma = opener >= 0 ? s.Close(",", -1) : -1;
        Action<SentenceBuilder> rest = random.Next(100) switch
        {
            < 26 => DoesSomething,
            < 42 => IsSomehow,
            < 52 => Goes,
            < 62 => Gives,
            < 74 => MeetsAnother,
            < 82 => Speaks,
            < 92 => DoesAndDoesAgain,
            _ => IsBracketed,
        };
        rest(s);
        var sentence = s.Build();
        return opener < 0 ? sentence : HangOpener(sentence, opener, comma);
    }

    private static AnnotatedSentence HangOpener(AnnotatedSentence sentence, int opener, int comma)
    {
        var root = sentence.Words.Index().First(word => word.Item.Head < 0 && word.Index > comma).Index;
        return new([.. sentence.Words.Select((word, i) => i == opener
            ? word with { Head = root, Relation = "advmod" }
            : i == comma ? word with { Head = root, Relation = "punct" } : word)]);
    }

    /// <summary>The tall baker near the gates opens the red box in the kitchen.</summary>
    private void DoesSomething(SentenceBuilder s)
    {
        var subject = Subject(s);
        var theme = Pick(Themes);
        var verb = Verb(s, Chance(.25) ? Pick(AnyObject) : Pick(theme.Verbs), subject);
        Thing(s, theme, verb, "obj", subject.Person is null ? null : subject);
        if (Chance(.35)) Place(s, verb);
        s.Close(".", verb);
    }

    /// <summary>The keys on the table are broken.</summary>
    private void IsSomehow(SentenceBuilder s)
    {
        var subject = Chance(.5) ? Subject(s) : ThingSubject(s);
        var be = s.Add(past ? subject.Plural ? "were" : "was" : subject.Plural ? "are" : "is", "AUX");
        var state = s.Add(Pick(subject.Living ? PersonStates : ThingStates), "ADJ");
        s.Attach(be, state, "cop");
        s.Attach(subject.Head, state, "nsubj");
        s.Close(".", state);
    }

    /// <summary>The farmers often walk to the market.</summary>
    private void Goes(SentenceBuilder s)
    {
        var subject = Subject(s);
        var verb = Verb(s, Pick(Moves), subject);
        Place(s, verb);
        s.Close(".", verb);
    }

    /// <summary>Anna gives the key to the old sailor.</summary>
    private void Gives(SentenceBuilder s)
    {
        var subject = Subject(s);
        var verb = Verb(s, Pick(Gifts), subject);
        Thing(s, Pick(Themes), verb, "obj", subject.Person is null ? null : subject);
        var to = s.Add("to", "ADP");
        var receiver = RolePhrase(s, plural: Chance(.3));
        s.Attach(to, receiver, "case");
        s.Attach(receiver, verb, "obl");
        s.Close(".", verb);
    }

    /// <summary>Tom meets Anna in the garden, and she gives him a map.</summary>
    private void MeetsAnother(SentenceBuilder s)
    {
        var (first, second) = Chance(.5) ? (cast[0], cast[1]) : (cast[1], cast[0]);
        var one = Name(s, first);
        var verb = Verb(s, Pick(Meetings), new Phrase(one, false, true, first));
        var other = Name(s, second);
        s.Attach(other, verb, "obj");
        if (Chance(.5)) Place(s, verb);
        var (giver, giverAt, taker, takerAt) = Chance(.5) ? (first, one, second, other) : (second, other, first, one);
        var comma = s.Close(",", -1);
        var and = s.Add("and", "CCONJ");
        var pronoun = s.Add(giver.Subject, "PRON");
        s.Refer(pronoun, giverAt);
        var gives = Verb(s, Pick(Gifts), new Phrase(pronoun, false, true, giver));
        s.Refer(s.Add(taker.Object, "PRON", gives, "iobj"), takerAt);
        Thing(s, Pick(Themes), gives, "obj", null);
        Join(s, gives, verb, comma, and);
    }

    /// <summary>"The box is heavy," says the baker.</summary>
    private void Speaks(SentenceBuilder s)
    {
        var open = s.Open("\"");
        var subject = ThingSubject(s);
        var be = s.Add(subject.Plural ? "are" : "is", "AUX");
        var state = s.Add(Pick(ThingStates), "ADJ");
        s.Attach(be, state, "cop");
        s.Attach(subject.Head, state, "nsubj");
        s.Attach(open, state, "punct");
        s.Close(",", state);
        s.Close("\"", state);
        var speech = Pick(Speech);
        var speaker = Chance(.5) ? Pick(cast) : null;
        var verb = s.Add(past ? speech.Past : speech.Third, "VERB");
        s.Attach(state, verb, "ccomp");
        s.Attach(speaker is null ? RolePhrase(s, false) : Name(s, speaker), verb, "nsubj");
        s.Close(".", verb);
    }

    /// <summary>Tom finds a red coat, and then he washes it.</summary>
    private void DoesAndDoesAgain(SentenceBuilder s)
    {
        var who = Pick(cast);
        var subject = Name(s, who);
        var theme = Pick(Themes);
        var verb = Verb(s, Pick(AnyObject), new Phrase(subject, false, true, who));
        var plural = Chance(.4);
        var thing = NounPhrase(s, Pick(theme.Nouns), theme.Adjectives, plural);
        s.Attach(thing, verb, "obj");
        if (Chance(.4)) Place(s, verb);
        var comma = s.Close(",", -1);
        var and = s.Add("and", "CCONJ");
        var then = Chance(.5) ? s.Add("then", "ADV") : -1;
        var pronoun = s.Add(who.Subject, "PRON");
        s.Refer(pronoun, subject);
        var again = Verb(s, Pick(theme.Verbs), new Phrase(pronoun, false, true, who));
        s.Refer(s.Add(plural ? "them" : "it", "PRON", again, "obj"), thing);
        if (then >= 0) s.Attach(then, again, "advmod");
        Join(s, again, verb, comma, and);
    }

    /// <summary>The baker (a tall man with two dogs) sleeps in the barn.</summary>
    private void IsBracketed(SentenceBuilder s)
    {
        var named = Chance(.5) ? Pick(cast) : null;
        var head = named is null ? RolePhrase(s, false) : Name(s, named);
        var (opening, closing) = Chance(.7) ? ("(", ")") : ("[", "]");
        var open = s.Open(opening);
        var inner = RolePhrase(s, false, "a");
        s.Attach(inner, head, "appos");
        s.Attach(open, inner, "punct");
        if (Chance(.6)) Modifier(s, inner, Chance(.5));
        s.Match(s.Close(closing, inner), open);
        var verb = Verb(s, Pick(Moves), new Phrase(head, false, true, named));
        Place(s, verb);
        s.Close(".", verb);
    }

    /// <summary>Who has what, and then, in another order, who has it: the answer stands above.</summary>
    private IEnumerable<AnnotatedSentence> Possessions()
    {
        var things = Themes.SelectMany(theme => theme.Nouns).OrderBy(_ => random.Next()).Take(random.Next(3, 6)).ToArray();
        var owners = things.Select((_, i) => i < 2 ? cast[i] : NewPerson(Chance(.5))).ToArray();
        foreach (var i in Enumerable.Range(0, things.Length).Concat(Enumerable.Range(0, things.Length).OrderBy(_ => random.Next())))
        {
            var s = new SentenceBuilder();
            var owner = Name(s, owners[i]);
            var verb = s.Add(past ? Have.Past : Have.Third, "VERB");
            s.Attach(owner, verb, "nsubj");
            var the = s.Add("the", "DET");
            var thing = s.Add(Noun(things[i], false), "NOUN", verb, "obj");
            s.Attach(the, thing, "det");
            s.Close(".", verb);
            yield return s.Build();
        }
    }

    private Phrase Subject(SentenceBuilder s)
    {
        if (Chance(.4))
        {
            var who = Pick(cast);
            return new Phrase(Name(s, who), false, true, who);
        }
        var plural = Chance(.45);
        var head = RolePhrase(s, plural);
        Extend(s, head, plural, "who");
        return new Phrase(head, plural, true, null);
    }

    private Phrase ThingSubject(SentenceBuilder s)
    {
        var plural = Chance(.45);
        var theme = Pick(Themes);
        var head = NounPhrase(s, Pick(theme.Nouns), theme.Adjectives, plural);
        Extend(s, head, plural, "that");
        return new Phrase(head, plural, false, null);
    }

    /// <summary>Puts words between a subject and its verb, often a noun of the other number.</summary>
    private void Extend(SentenceBuilder s, int head, bool plural, string relative)
    {
        if (Chance(.3)) Modifier(s, head, Chance(.6) ? !plural : plural);
        else if (Chance(.2)) RelativeClause(s, head, plural, relative);
    }

    private void Modifier(SentenceBuilder s, int head, bool plural)
    {
        var preposition = s.Add(Pick(Prepositions), "ADP");
        var theme = Pick(Themes);
        var noun = NounPhrase(s, Pick(theme.Nouns), theme.Adjectives, plural, "the");
        s.Attach(preposition, noun, "case");
        s.Attach(noun, head, "nmod");
    }

    private void RelativeClause(SentenceBuilder s, int head, bool plural, string relative)
    {
        var theme = Pick(Themes);
        var pronoun = s.Add(relative, "PRON");
        var verb = relative == "who"
            ? Verb(s, Pick(theme.Verbs), new Phrase(pronoun, plural, true, null))
            : OwnersVerb(s, pronoun);
        s.Attach(verb, head, "acl:relcl");
        if (relative == "who") s.Attach(NounPhrase(s, Pick(theme.Nouns), theme.Adjectives, Chance(.5)), verb, "obj");
    }

    /// <summary>... that Anna wants: the relative pronoun is the object.</summary>
    private int OwnersVerb(SentenceBuilder s, int pronoun)
    {
        var who = Pick(cast);
        var verb = Verb(s, Pick(AnyObject), new Phrase(Name(s, who), false, true, who));
        s.Attach(pronoun, verb, "obj");
        return verb;
    }

    private int Verb(SentenceBuilder s, Verb verb, Phrase subject)
    {
        var adverb = Chance(.15) ? s.Add(Pick(Adverbs), "ADV") : -1;
        var at = s.Add(past ? verb.Past : subject.Plural ? verb.Plain : verb.Third, "VERB");
        if (adverb >= 0) s.Attach(adverb, at, "advmod");
        s.Attach(subject.Head, at, "nsubj");
        return at;
    }

    /// <summary>An object; people sometimes act on what is their own.</summary>
    private void Thing(SentenceBuilder s, Theme theme, int verb, string relation, Phrase? owner)
    {
        var plural = Chance(.4);
        int noun;
        if (owner?.Person is { } person && Chance(.3))
        {
            var his = s.Add(person.Possessive, "PRON");
            s.Refer(his, owner.Head);
            noun = NounPhrase(s, Pick(theme.Nouns), theme.Adjectives, plural, determiner: "");
            s.Attach(his, noun, "nmod:poss");
        }
        else
        {
            noun = NounPhrase(s, Pick(theme.Nouns), theme.Adjectives, plural);
        }
        s.Attach(noun, verb, relation);
    }

    private int RolePhrase(SentenceBuilder s, bool plural, string? determiner = null) =>
        NounPhrase(s, Pick(Roles), PersonAdjectives, plural, determiner);

    /// <summary>Determiner, adjectives and noun; an empty determiner leaves it out.</summary>
    private int NounPhrase(SentenceBuilder s, string entry, IReadOnlyList<string> fitting, bool plural, string? determiner = null)
    {
        var noun = Noun(entry, plural);
        List<string> adjectives = [];
        if (Chance(.3)) adjectives.Add(Pick(fitting));
        if (Chance(.15)) adjectives.Add(Pick(Colours));
        determiner ??= Pick(plural ? PluralDeterminers : SingularDeterminers);
        if (determiner == "a" && "aeiou".Contains((adjectives.FirstOrDefault() ?? noun)[0], StringComparison.Ordinal)) determiner = "an";
        var det = determiner.Length > 0 ? s.Add(determiner, determiner is "two" or "three" ? "NUM" : "DET") : -1;
        var modifiers = adjectives.Select(adjective => s.Add(adjective, "ADJ")).ToList();
        var head = s.Add(noun, "NOUN");
        if (det >= 0) s.Attach(det, head, determiner is "two" or "three" ? "nummod" : "det");
        foreach (var modifier in modifiers) s.Attach(modifier, head, "amod");
        return head;
    }

    private void Place(SentenceBuilder s, int verb)
    {
        var preposition = s.Add(Chance(.6) ? "in" : Pick(Prepositions), "ADP");
        var noun = NounPhrase(s, Pick(Places), ThingStates, false, "the");
        s.Attach(preposition, noun, "case");
        s.Attach(noun, verb, "obl");
    }

    /// <summary>First name, and often the family name, which depends on it.</summary>
    private int Name(SentenceBuilder s, Person person)
    {
        var first = s.Add(person.First, "PROPN");
        if (Chance(.6)) s.Add(person.Family, "PROPN", first, "flat");
        return first;
    }

    private static void Join(SentenceBuilder s, int second, int first, int comma, int and)
    {
        s.Attach(second, first, "conj");
        s.Attach(comma, second, "punct");
        s.Attach(and, second, "cc");
        s.Close(".", first);
    }

    private Person NewPerson(bool man) =>
        new(Pick(man ? MenNames : WomenNames), Pick(Beginnings) + Pick(Endings).ToLower(CultureInfo.InvariantCulture), man);

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private bool Chance(double probability) => random.NextDouble() < probability;

    private sealed record Person(string First, string Family, bool Man)
    {
        public string Subject => Man ? "he" : "she";

        public string Object => Man ? "him" : "her";

        public string Possessive => Man ? "his" : "her";
    }

    /// <summary>A subject: its head word, number, whether it lives, and who it is if it has a name.</summary>
    private sealed record Phrase(int Head, bool Plural, bool Living, Person? Person);
}
