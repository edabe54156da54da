using System.Text;
using System.Text.Json.Nodes;
using JupyterKernel.Wire;

namespace JupyterKernel.Tests.Wire;

public sealed class WireFormatTests
{
    private readonly WireFormat wire = new("a key"u8.ToArray());
    private readonly WireFormat front = new("a key"u8.ToArray());

    [Fact]
    public void What_is_written_is_read_again()
    {
        var message = wire.Decode(Channel.Shell,
            [.. front.Encode(["me"u8.ToArray()], "execute_request", new JsonObject { ["code"] = "\"🙂\"" }, null)]);
        Assert.Equal(("execute_request", "\"🙂\""), (message?.Type, message?.Code));
        Assert.Equal("me", Encoding.UTF8.GetString(message!.Identities.Single()));
    }

    [Fact]
    public void The_signature_is_what_other_programs_make_of_the_same_bytes()
    {
        // printf '{"msg_type":"x"}{}{}{}' | openssl dgst -sha256 -hmac 'a key'
        const string Signature = "2ff5953c8f9a7130ac5374c3023857aee7c8bc9812eb8c09477591dc5306a22f";
        string[] frames = ["<IDS|MSG>", Signature, """{"msg_type":"x"}""", "{}", "{}", "{}"];
        Assert.Equal("x", wire.Decode(Channel.Shell, [.. frames.Select(Encoding.UTF8.GetBytes)])?.Type);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void One_changed_bit_makes_a_message_invalid(int frame)
    {
        var frames = front.Encode([], "execute_request", new JsonObject { ["code"] = "1" }, new JsonObject { ["msg_id"] = "2" });
        frames[frame][0] ^= 1;
        Assert.Null(wire.Decode(Channel.Shell, [.. frames]));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{"a":1,"a":2}""")]
    public void Signed_content_that_is_no_object_is_no_message(string content)
    {
        byte[][] parts = [.. new[] { "{}", "{}", "{}", content }.Select(Encoding.UTF8.GetBytes)];
        var unsigned = new WireFormat([]);
        Assert.Null(unsigned.Decode(Channel.Shell, ["<IDS|MSG>"u8.ToArray(), Array.Empty<byte>(), .. parts]));
    }

    [Fact]
    public void A_message_is_read_once_and_what_the_kernel_itself_has_sent_never()
    {
        var frames = front.Encode([], "execute_request", new JsonObject { ["code"] = "1" }, null);
        Assert.NotNull(wire.Decode(Channel.Shell, [.. frames]));
        Assert.Null(wire.Decode(Channel.Shell, [.. frames]));
        Assert.Null(wire.Decode(Channel.Shell, [.. wire.Encode([], "execute_request", new JsonObject { ["code"] = "1" }, null)]));
    }

    [Theory]
    [InlineData("""{"code":"\ud83d"}""", "\ufffd")]
    [InlineData("""{"code":"a\udc00b"}""", "a\ufffdb")]
    [InlineData("""{"code":"\ud83d\ud83d\ude42"}""", "\ufffd🙂")]
    [InlineData("""{"code":"\\ud83d"}""", "\\ud83d")]
    [InlineData("""{"code":"\ud83d\n\ude42"}""", "\ufffd\n\ufffd")]
    public void Half_a_character_is_read_as_the_sign_for_what_cannot_be_shown(string content, string code) =>
        Assert.Equal(code, Unsigned(Encoding.UTF8.GetBytes(content))?.Code);

    [Fact]
    public void Bytes_that_are_not_UTF8_are_no_message()
    {
        Assert.Null(Unsigned([.. "{\"code\":\""u8, 0xed, 0xa0, 0x80, .. "\"}"u8]));
        Assert.Null(Unsigned([.. "{\"code\":\""u8, 0xff, .. "\"}"u8]));
    }

    [Fact]
    public void A_name_given_twice_is_found_at_any_depth() => Assert.Null(Unsigned("""{"a":{"b":{"c":1,"c":2}}}"""u8.ToArray()));

    [Fact]
    public void Too_few_frames_are_no_message()
    {
        var frames = front.Encode([], "x", [], null);
        for (var count = 0; count < frames.Count; count++) Assert.Null(wire.Decode(Channel.Shell, [.. frames[..count]]));
    }

    private static JupyterMessage? Unsigned(byte[] content) =>
        new WireFormat([]).Decode(Channel.Shell,
            ["<IDS|MSG>"u8.ToArray(), Array.Empty<byte>(), "{}"u8.ToArray(), "{}"u8.ToArray(), "{}"u8.ToArray(), content]);
}
