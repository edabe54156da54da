using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Course.Files;
using Grading.Assignments;

namespace Grading.Quizzes;

/// <summary>The questions of <c>docs/teachers/quiz.gift</c>: the part of GIFT (Moodle's format) that they are written in, and what else
/// they become.</summary>
public sealed partial class QuizBank
{
    private const string Qti = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2";

    private QuizBank(IReadOnlyList<QuizQuestion> questions) => Questions = questions;

    /// <summary>The questions, in order.</summary>
    public IReadOnlyList<QuizQuestion> Questions { get; }

    /// <summary>Reads the bank of the course.</summary>
    /// <param name="course">The folder of the course.</param>
    /// <returns>The bank.</returns>
    /// <exception cref="DamagedFileException">A question is not of that form.</exception>
    public static QuizBank Of(string course) => Read(Path.Combine(course, "docs", "teachers", "quiz.gift"));

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The bank.</returns>
    /// <exception cref="DamagedFileException">A question is not of that form.</exception>
    public static QuizBank Read(string path)
    {
        var text = string.Join('\n',
            File.ReadLines(path).Where(line => !line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith('$')));
        return new([.. Regex.Split(text, @"\n\s*\n").Where(part => part.Trim().Length > 0).Select(part => Question(path, part.Trim()))]);
    }

    /// <summary>A few questions of a chapter as a page shows them, the answer folded.</summary>
    /// <param name="chapter">The chapter.</param>
    /// <param name="skip">How many to leave out at the beginning.</param>
    /// <param name="count">How many to show.</param>
    /// <returns>Markdown.</returns>
    public string Folded(int chapter, int skip, int count)
    {
        var text = new StringBuilder("## Three questions\n\nThink first, then unfold.\n");
        foreach (var (i, question) in Questions.Where(question => question.Chapter == chapter).Skip(skip).Take(count).Index())
        {
            text.Append($"\n**{i + 1}.** {question.Text}\n\n{string.Join('\n', question.Options.Select(option => $"- {option}"))}\n");
            text.Append($"\n{ExerciseText.Folded("Answer", $"{question.Options[question.Right]}. {question.Explanation}")}\n");
        }
        return text.ToString().TrimEnd();
    }

    /// <summary>The bank as QTI 1.2.</summary>
    /// <returns>XML, with each explanation as feedback.</returns>
    public string ToQti()
    {
        XNamespace qti = Qti;
        var sections = Questions.GroupBy(question => question.Chapter)
            .Select(chapter => new XElement(qti + "section", new XAttribute("ident", $"chapter{chapter.Key}"),
                new XAttribute("title", $"Chapter {chapter.Key}"), chapter.Select(Item)));
        var bank = new XElement(qti + "questestinterop",
            new XElement(qti + "assessment", new XAttribute("ident", "attention"),
                new XAttribute("title", "Attention Patterns in Practice"), sections));
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{bank}\n";
    }

    private static XElement Item(QuizQuestion question)
    {
        XNamespace qti = Qti;
        XElement Material(string text) =>
            new(qti + "material", new XElement(qti + "mattext", new XAttribute("texttype", "text/plain"), text));
        XElement Label(string option, int i) => new(qti + "response_label", new XAttribute("ident", $"a{i}"), Material(option));
        return new(qti + "item", new XAttribute("ident", question.Name), new XAttribute("title", question.Name),
            new XElement(qti + "presentation", Material(question.Text),
                new XElement(qti + "response_lid", new XAttribute("ident", "answer"), new XAttribute("rcardinality", "Single"),
                    new XElement(qti + "render_choice", question.Options.Select(Label)))),
            new XElement(qti + "resprocessing",
                new XElement(qti + "outcomes", new XElement(qti + "decvar", new XAttribute("varname", "SCORE"),
                    new XAttribute("vartype", "Decimal"), new XAttribute("minvalue", "0"), new XAttribute("maxvalue", "100"))),
                new XElement(qti + "respcondition", new XAttribute("continue", "Yes"),
                    new XElement(qti + "conditionvar", new XElement(qti + "other")), Feedback(qti)),
                new XElement(qti + "respcondition", new XAttribute("continue", "No"),
                    new XElement(qti + "conditionvar",
                        new XElement(qti + "varequal", new XAttribute("respident", "answer"), $"a{question.Right}")),
                    new XElement(qti + "setvar", new XAttribute("varname", "SCORE"), new XAttribute("action", "Set"), "100"))),
            new XElement(qti + "itemfeedback", new XAttribute("ident", "general_fb"),
                new XElement(qti + "flow_mat", Material(question.Explanation))));
    }

    private static XElement Feedback(XNamespace qti) =>
        new(qti + "displayfeedback", new XAttribute("feedbacktype", "Response"), new XAttribute("linkrefid", "general_fb"));

    private static QuizQuestion Question(string path, string part)
    {
        var match = Form().Match(part);
        string[] options = [.. match.Groups["option"].Captures.Select(option => Plain(option.Value))];
        int[] right = [.. match.Groups["mark"].Captures.Index().Where(mark => mark.Item.Value == "=").Select(mark => mark.Index)];
        if (!match.Success || right.Length != 1)
            throw new DamagedFileException(path, part.Split('\n')[0],
                "a question is due with one right answer (=), wrong ones (~) and an explanation (####), a line each.");
        return new(match.Groups["name"].Value, Plain(match.Groups["text"].Value), options, right[0], Plain(match.Groups["why"].Value));
    }

    private static string Plain(string gift) => Regex.Replace(gift.Trim(), @"\\([~=#{}:])", "$1");

    [GeneratedRegex(@"^::(?<name>Q\d\.\d+)::(?<text>(?:\\.|[^\\{\n])+)\{\n(?:\t(?<mark>[=~])(?<option>(?:\\.|[^\\~=#{}\n])+)\n)+"
        + @"\t####(?<why>(?:\\.|[^\\~=#{}\n])+)\n\}$")]
    private static partial Regex Form();
}
