namespace Classroom.Exercises;

/// <summary>Tokens of a name.</summary>
internal sealed class X0_4 : FunctionExercise<string, Func<string, int>>
{
    private static readonly string[] First = ["Ada", "Grace", "Alan", "Emmy", "Sofia", "Katherine", "Srinivasa", "Chien-Shiung"];
    private static readonly string[] Last = ["Lovelace", "Hopper", "Turing", "Noether", "Kovalevskaya", "Johnson", "Ramanujan", "Wu"];
    private Attention.Models.LanguageModel? model;

    public override string Id => "X0.4";
    public override int Difficulty => 1;
    public override int Minutes => 3;
    public override string Task =>
        "How many tokens does a name have? Write a function that counts them. Try it on your own name. The token that is put in front is "
            + "not part of a name.";
    public override string Expected => "A whole number for each name. It counts the tokens of the name alone.";
    public override IReadOnlyList<string> Hints =>
    [
        "`model.Tokenizer.Encode(name)` cuts a text into tokens.",
        "`.Tokens.Count` says how many there are. Is one of them not from the name?",
        "Take one away: `model.Tokenizer.Encode(name).Tokens.Count - 1`.",
    ];
    public override string Stub => "int TokensOf(string name) => throw new NotImplementedException();    // your turn";
    public override string Solution => "int TokensOf(string name) => model.Tokenizer.Encode(name).Tokens.Count - 1;";
    public override string Answer => "TokensOf";
    public override string Next =>
        "Names the model met often in training stay whole. Which of your friends has the longest name in tokens?";

    internal override IReadOnlyList<Mistake<string>> Mistakes =>
    [
        new("start token counted", "You count one too many each time. The token put in front is not part of the name.",
            name => [Count(name) + 1]),
        new("letters counted", "You count letters. A token is a piece of a word, often longer than a letter.", name => [name.Length]),
        new("words counted", "You count words. A rare word is cut into more than one token.", name => [name.Split(' ').Length]),
    ];

    internal override string Draw(Random dice) => $"{First[dice.Next(First.Length)]} {Last[dice.Next(Last.Length)]}";

    internal override double[] Right(string given) => [Count(given)];

    private protected override double[] Ask(Func<string, int> answer, string given) => [answer(given)];

    private protected override string Describe(string given) => $"The name {given}";

    private protected override void Prepare(Setting setting) => model = setting.Model;

    private int Count(string name) => model!.Tokenizer.Encode(name).Tokens.Count(token => token.End > token.Start);
}
