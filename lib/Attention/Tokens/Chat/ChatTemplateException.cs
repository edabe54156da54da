using Course.Files;

namespace Attention.Tokens.Chat;

/// <summary>A model's chat template does not take a conversation, or is none that can be filled in.</summary>
public sealed class ChatTemplateException : CourseException
{
    internal ChatTemplateException(string file, string problem, Exception? cause = null)
        : base(file, "its chat template", problem, cause) { }
}
