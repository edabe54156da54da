using System.Text.RegularExpressions;
using System.Xml.Linq;
using Grading.Quizzes;

namespace Grading.Tests;

/// <summary>The quiz bank says the same in each of its forms.</summary>
public class QuizTests
{
    private static readonly QuizBank Bank = QuizBank.Of(CourseProcess.Folder);

    [Fact]
    public void There_are_sixty_questions_and_more_with_one_right_answer_and_an_explanation()
    {
        Assert.True(Bank.Questions.Count >= 60);
        Assert.Equal(Bank.Questions.Count, Bank.Questions.Select(question => question.Text).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 9), Bank.Questions.Select(question => question.Chapter).Distinct());
        Assert.All(Bank.Questions, question =>
        {
            Assert.InRange(question.Options.Count, 3, 4);
            Assert.Equal(question.Options.Count, question.Options.Distinct().Count());
            Assert.NotEmpty(question.Explanation);
            Assert.DoesNotContain('\\', question.Text + string.Concat(question.Options) + question.Explanation);
        });
        Assert.True(Bank.Questions.Select(question => question.Right).Distinct().Count() >= 3,
            "the right answer is not always in one place");
    }

    [Fact]
    public void Qti_has_each_question_with_its_right_answer()
    {
        var document = XDocument.Parse(Bank.ToQti());
        var qti = document.Root!.Name.Namespace;
        var items = document.Descendants(qti + "item").ToArray();
        Assert.Equal(Bank.Questions.Select(question => question.Name), items.Select(item => (string)item.Attribute("ident")!));
        foreach (var (question, item) in Bank.Questions.Zip(items))
        {
            var right = item.Descendants(qti + "varequal").Single().Value;
            var label = item.Descendants(qti + "response_label").Single(label => (string)label.Attribute("ident")! == right);
            Assert.Equal(question.Options[question.Right], label.Descendants(qti + "mattext").Single().Value);
        }
    }

    [Fact]
    public void Folded_answers_need_no_script() =>
        Assert.Equal(3, Regex.Count(Bank.Folded(2, 0, 3), "<details><summary>Answer</summary>\n\n[^<]+\n\n</details>"));
}
