namespace Attention.Tokens.Files;

/// <summary>The section <c>post_processor</c> of a tokenizer.json: which tokens are put around a text.</summary>
internal static class PostProcessors
{
    private const string Known = "ByteLevel, TemplateProcessing, BertProcessing, RobertaProcessing and Sequence";

    /// <summary>Reads the section.</summary>
    /// <returns>The token in front and the one behind; null where there is none.</returns>
    public static (int? Front, int? Behind) Read(JsonPart? section, IReadOnlyDictionary<string, int> ids)
    {
        (int? Front, int? Behind) around = default;
        if (section is { } part)
            foreach (var step in Flat(part))
            {
                var (front, behind) = ReadOne(step, ids);
                if ((front ?? behind) is not null && (around.Front ?? around.Behind) is not null)
                    throw step.Unknown("a second template", "one token in front and one behind");
                if ((front ?? behind) is not null) around = (front, behind);
            }
        return around;
    }

    private static IEnumerable<JsonPart> Flat(JsonPart part)
    {
        if (part.Type != "Sequence") return [part];
        part.Only("type", "processors");
        return part["processors"].Items().SelectMany(Flat);
    }

    private static (int? Front, int? Behind) ReadOne(JsonPart part, IReadOnlyDictionary<string, int> ids)
    {
        switch (part.Type)
        {
            case "ByteLevel":    // moves places in the text only, which here keep the space before a word
                part.Only("type", "add_prefix_space", "trim_offsets", "use_regex");
                return default;
            case "BertProcessing" or "RobertaProcessing":
                part.Only("type", "sep", "cls", "trim_offsets", "add_prefix_space");
                return (Marked(part["cls"], ids), Marked(part["sep"], ids));
            case "TemplateProcessing":
                part.Only("type", "single", "pair", "special_tokens");
                return ReadTemplate(part, ids);
            default:
                throw part.Unknown(part.Type, Known);
        }
    }

    private static (int? Front, int? Behind) ReadTemplate(JsonPart part, IReadOnlyDictionary<string, int> ids)
    {
        List<int> front = [], behind = [];
        var passed = false;
        foreach (var piece in part["single"].Items())
        {
            piece.Only("SpecialToken", "Sequence");
            if (piece.Find("Sequence") is not null) passed = true;
            else (passed ? behind : front).AddRange(part["special_tokens"][piece["SpecialToken"]["id"].Text]["ids"].Items().Select(id =>
                Existing(id, ids)));
        }
        if (front.Count > 1 || behind.Count > 1 || !passed)
            throw part.Unknown($"a template with {front.Count} tokens in front and {behind.Count} behind", "one at most at either end");
        return (front.Count > 0 ? front[0] : null, behind.Count > 0 ? behind[0] : null);
    }

    /// <summary>A pair of a token and its id.</summary>
    private static int Marked(JsonPart pair, IReadOnlyDictionary<string, int> ids) =>
        pair.Items().ToList() is [_, var id] ? Existing(id, ids) : throw pair.Wrong("a token and its id are due");

    private static int Existing(JsonPart id, IReadOnlyDictionary<string, int> ids) =>
        ids.Values.Contains(id.Id) ? id.Id : throw id.Wrong($"no token has the id {id.Id}");
}
