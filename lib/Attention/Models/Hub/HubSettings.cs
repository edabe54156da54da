using Course.Files;

namespace Attention.Models.Hub;

/// <summary>Where the hub and its cache are: the environment variables of Hugging Face's own programs, so that what these have fetched is
/// found.</summary>
public sealed record HubSettings
{
    private const string DefaultEndpoint = "https://huggingface.co";

    /// <summary>The hub; HF_ENDPOINT, else Hugging Face's. Only https, or http on this machine.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The cache; HF_HUB_CACHE, else <c>hub</c> in HF_HOME, else in the user's cache folder.</summary>
    public required string Cache { get; init; }

    /// <summary>HF_TOKEN, sent to the endpoint alone; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>HF_HUB_OFFLINE: whether the network is left alone.</summary>
    public bool Offline { get; init; }

    /// <summary>How long the hub may send nothing.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads the variables.</summary>
    /// <param name="variable">The value of a variable, null where it is not set; by default that of the environment.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="WrongUseException">The endpoint is no address that is used.</exception>
    public static HubSettings Read(Func<string, string?>? variable = null)
    {
        variable ??= Environment.GetEnvironmentVariable;
        string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        var root = Set("HF_HOME") ?? Path.Combine(Set("XDG_CACHE_HOME") ?? Path.Combine(home, ".cache"), "huggingface");
        var endpoint = Set("HF_ENDPOINT") ?? DefaultEndpoint;
        if (!Uri.TryCreate(endpoint.TrimEnd('/') + "/", UriKind.Absolute, out var address) || !IsSafe(address))
            throw new WrongUseException($"HF_ENDPOINT is '{endpoint}'; an https address is due.");
        return new()
        {
            Endpoint = address,
            Cache = Path.GetFullPath(Set("HF_HUB_CACHE") ?? Path.Combine(root, "hub")),
            Token = Set("HF_TOKEN"),
            Offline = Set("HF_HUB_OFFLINE")?.ToUpperInvariant() is "1" or "ON" or "YES" or "TRUE",
        };
    }

    /// <summary>Whether an address may be asked: nobody on the way can read or change what comes.</summary>
    internal static bool IsSafe(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
