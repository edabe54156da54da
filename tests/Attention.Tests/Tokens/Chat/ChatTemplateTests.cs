using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Attention.Tests.Models.Tiny;
using Attention.Tokens;
using Attention.Tokens.Chat;

namespace Attention.Tests.Tokens.Chat;

/// <summary>Conversations are written as Jinja itself writes them (Fixtures/chat/render.py), and a template that means harm is
/// stopped.</summary>
public sealed class ChatTemplateTests(SmolLm smolLm)
{
    private static readonly JsonElement Cases = JsonDocument.Parse(File.ReadAllText(Fixture.Path("chat/cases.json"))).RootElement;
    private static readonly ChatMessage[] Question = [new("user", "What is the capital of France?")];

    public static TheoryData<string> Names =>
        [.. Cases.GetProperty("cases").EnumerateArray().Select(of => of.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_conversation_is_what_Jinja_makes_of_it(string name)
    {
        var one = Cases.GetProperty("cases").EnumerateArray().Single(of => of.GetProperty("name").GetString() == name);
        var tokens = Cases.GetProperty("tokens").EnumerateObject().ToDictionary(token => token.Name, token => token.Value.GetString()!);
        var template = new ChatTemplate("a file", one.GetProperty("template").GetString()!, tokens,
            new Day(Cases.GetProperty("day").GetString()!));
        ChatMessage[] conversation = [.. one.GetProperty("messages").EnumerateArray()
            .Select(turn => new ChatMessage(turn.GetProperty("role").GetString()!, turn.GetProperty("content").GetString()!))];
        string Written() => template.Write(conversation, one.GetProperty("answer").GetBoolean());
        if (one.TryGetProperty("refused", out var why))
            Assert.Contains($"refuses the conversation: {why.GetString()}", Assert.Throws<ChatTemplateException>(Written).Message,
                StringComparison.Ordinal);
        else Assert.Equal(one.GetProperty("text").GetString(), Written());
    }

    [Fact]
    public async Task The_cases_are_those_that_Jinja_of_this_machine_gives()
    {
        var start = new ProcessStartInfo("python3", [Fixture.Path("chat/render.py")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        using var python = Start(start);
        Assert.SkipWhen(python is null, "python3 is not here");
        var (text, problem) = (python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            python.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.SkipWhen((await problem).Contains("No module named 'jinja2'", StringComparison.Ordinal),
            "Jinja is not here: apt install python3-jinja2");
        Assert.Equal(File.ReadAllText(Fixture.Path("chat/cases.json")), await text);
    }

    [Theory]
    [InlineData("{% for i in range(1000000000) %}x{% endfor %}")]
    [InlineData("{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}")]
    [InlineData("{% set n = namespace(s='xxxxxxxxxxxxxxxx') %}{% for i in range(60) %}{% set n.s = n.s + n.s %}{% endfor %}{{ n.s }}")]
    [InlineData("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}")]
    [InlineData("{% macro f(n) %}{{ f(n) + f(n) }}{% endmacro %}{{ f(1) }}")]
    public void A_template_without_end_or_measure_is_stopped(string source)
    {
        var began = Stopwatch.GetTimestamp();
        Assert.Throws<ChatTemplateException>(() => Template(source).Write(Question));
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30));
    }

    /// <summary>One step of a program, which no clock looks into.</summary>
    [Theory]
    [InlineData("{{ 'x' | tojson }}{{ messages | tojson(indent=2000000000) }}")]
    [InlineData("{% set s = range(9999) | join('xxxxxxxxxxxxxxxx') %}{{ s | replace('x', s) }}")]
    [InlineData("{% set s = range(9999) | join('xxxxxxxxxxxxxxxx') %}{{ range(9999) | join(s) }}")]
    public void A_step_that_would_make_a_text_of_any_length_is_not_taken(string source)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("a text of more than", Assert.Throws<ChatTemplateException>(() => Template(source).Write(Question)).Message,
            StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400L << 20);
    }

    [Fact]
    public void A_template_of_any_depth_ends_no_process()
    {
        Assert.Throws<ChatTemplateException>(() =>
            Template("{{ " + new string('(', 50_000) + "1" + new string(')', 50_000) + " }}").Write(Question));
        Assert.Throws<ChatTemplateException>(() => Template(string.Concat(Enumerable.Repeat("{% if true %}", 20_000))).Write(Question));
        Assert.Contains("are read", Assert.Throws<ChatTemplateException>(() => Template(new string('x', 1 << 19)).Write(Question)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ ''.__class__.__mro__[1].__subclasses__() }}")]
    [InlineData("{{ messages.constructor.constructor('return 1')() }}")]
    [InlineData("{{ raise_exception.constructor('return globalThis')() }}")]
    [InlineData("{{ module.exports.parse }}")]
    [InlineData("{{ globalThis.System.IO.File.ReadAllText('/etc/passwd') }}")]
    [InlineData("{{ importNamespace('System') }}")]
    [InlineData("{% include '/etc/passwd' %}")]
    [InlineData("{% import 'os' as os %}")]
    [InlineData("{{ cycler.__init__.__globals__.os.popen('id').read() }}")]
    public void A_template_reaches_nothing_outside(string source)
    {
        string Written()
        {
            try
            {
                return Template(source).Write(Question);
            }
            catch (ChatTemplateException)
            {
                return "";
            }
        }
        Assert.Equal("", Written());
    }

    [Theory]
    [InlineData("{% for m in messages %}", "cannot be filled in")]
    [InlineData("{{ messages | shuffle }}", "shuffle")]
    [InlineData("{{ messages }}", "tojson")]
    [InlineData("{{ strftime_now('%j') }}", "%j")]
    [InlineData("{% frobnicate %}", "frobnicate")]
    public void What_is_not_read_is_refused_by_name(string source, string due)
    {
        var error = Assert.Throws<ChatTemplateException>(() => Template(source).Write(Question));
        Assert.Contains(due, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("a file, its chat template: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_model_sees_a_question_as_it_was_taught_to()
    {
        var chat = smolLm.Model.Tokenizer.Chat!;
        Assert.Equal(
            "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n<|im_start|>user\nWhat "
                + "is the capital of France?<|im_end|>\n<|im_start|>assistant\n",
            chat.Write(Question));
        var ids = smolLm.Model.Tokenizer.Encode(chat.Write(Question), bos: false).Tokens;
        Assert.Equal(["<|im_start|>", "system"], ids.Take(2).Select(token => token.Text));
        Assert.Equal(5, ids.Count(token => token.Text is "<|im_start|>" or "<|im_end|>"));
    }

    [Fact]
    public void A_folder_says_it_in_a_file_of_its_own_or_among_its_settings()
    {
        using var folder = new TemporaryFolder();
        var model = new TinyLlama().WriteFolder(folder["tiny"]);
        Assert.Null(TextTokenizer.FromFolder(model).Chat);
        void Settings(string json) => File.WriteAllText(Path.Combine(model, "tokenizer_config.json"), json);
        string Written() => TextTokenizer.FromFolder(model).Chat!.Write(Question);
        Settings("""{"chat_template": "{{ bos_token }}{{ messages[0].role }}", "bos_token": {"content": "<|endoftext|>"}}""");
        Assert.Equal("<|endoftext|>user", Written());
        Settings("""{"chat_template": [{"name": "tool_use", "template": "no"}, {"name": "default", "template": "yes"}]}""");
        Assert.Equal("yes", Written());
        File.WriteAllText(Path.Combine(model, "chat_template.jinja"), "own");
        Assert.Equal("own", Written());
        File.WriteAllText(Path.Combine(model, "chat_template.jinja"), new string('x', 1 << 21));
        Assert.Contains("2,097,152 bytes", Assert.Throws<TokenizerFileException>(Written).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(model, "chat_template.jinja"));
        Settings("""{"chat_template": 7}""");
        Assert.Contains("chat_template", Assert.Throws<TokenizerFileException>(Written).Message, StringComparison.Ordinal);
    }

    private static ChatTemplate Template(string source) => new("a file", source, new Dictionary<string, string>());

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>A clock that stands still.</summary>
    private sealed class Day(string text) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() =>
            DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
