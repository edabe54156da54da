using System.Text;
using System.Text.Json.Nodes;
using JupyterKernel.Wire;

namespace JupyterKernel.Tests.Wire;

public sealed class WireFormatTests
{
    private readonly WireFormat wire = new("a key"u8.ToArray());

    [Fact]
    public void What_is_written_is_read_again()
    {
        var message = wire.Decode(Channel.Shell, wire.Encode(["me"u8.ToArray()], "execute_request", new JsonObject { ["code"] = "\"🙂\"" }, null));
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
        var frames = wire.Encode([], "execute_request", new JsonObject { ["code"] = "1" }, new JsonObject { ["msg_id"] = "2" });
        frames[frame][0] ^= 1;
        Assert.Null(wire.Decode(Channel.Shell, frames));
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
        Assert.Null(unsigned.Decode(Channel.Shell, ["<IDS|MSG>"u8.ToArray(), [], .. parts]));
    }

    [Fact]
    public void Too_few_frames_are_no_message()
    {
        var frames = wire.Encode([], "x", [], null);
        for (var count = 0; count < frames.Count; count++) Assert.Null(wire.Decode(Channel.Shell, frames[..count]));
    }
}
