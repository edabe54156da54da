namespace Attention.Tokens.Chat;

/// <summary>One turn of a conversation.</summary>
/// <param name="Role">Who speaks: <c>user</c>, <c>assistant</c>, or <c>system</c> where the model was taught to take one.</param>
/// <param name="Content">What is said.</param>
public sealed record ChatMessage(string Role, string Content);
