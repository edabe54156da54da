using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Attention.Models.Hub;

/// <summary>Asks the hub. Redirections are followed by hand: over https only, and the token stays with the endpoint.</summary>
/// <param name="settings">Where it is.</param>
internal sealed class HubClient(HubSettings settings) : IDisposable
{
    private const int MostRedirections = 5, MostListing = 1 << 22;

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = settings.Patience
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The number of the newest version, and its files.</summary>
    public async Task<(string Version, IReadOnlyList<HubFile> Files)> ListAsync(string repository, CancellationToken cancellation)
    {
        using var response = await GetAsync(repository, new(settings.Endpoint, $"api/models/{repository}/revision/main?blobs=true"), 0,
            cancellation);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        using var text = new MemoryStream();
        await CopyAsync(repository, stream, text, MostListing, null, cancellation);
        try
        {
            using var json = JsonDocument.Parse(text.ToArray());
            var version = json.RootElement.GetProperty("sha").GetString()!;
            if (!HubCache.IsVersion(version)) throw new FormatException($"'{version}' is no version");
            return (version, [.. json.RootElement.GetProperty("siblings").EnumerateArray().Select(FileOf).OfType<HubFile>()]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new HubException(
                $"{settings.Endpoint.Host} answers what is no list of files for {repository} ({e.Message}). Look at HF_ENDPOINT, or try "
                    + $"again later.", e);
        }
    }

    /// <summary>Appends the rest of a file.</summary>
    /// <param name="repository">Owner and name.</param>
    /// <param name="version">The version.</param>
    /// <param name="file">The file.</param>
    /// <param name="to">What is there of it; the rest is written behind, or all anew where the hub sends it whole.</param>
    /// <param name="progress">Told how many bytes came.</param>
    /// <param name="cancellation">Ends the work; what came stays.</param>
    public async Task AppendAsync(string repository, string version, HubFile file, FileStream to, IProgress<long>? progress,
        CancellationToken cancellation)
    {
        using var response = await GetAsync(repository, new(settings.Endpoint, $"{repository}/resolve/{version}/{file.Name}"), to.Length,
            cancellation);
        if (response.StatusCode != HttpStatusCode.PartialContent) to.SetLength(0);
        to.Position = to.Length;
        progress?.Report(to.Length);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        await CopyAsync(file.Name, stream, to, file.Size - to.Length, progress, cancellation);
        if (to.Length != file.Size)
            throw new HubException(
                $"{file.Name} of {repository} ended after {to.Length:N0} of {file.Size:N0} bytes. Pull again: it goes on from there.");
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> GetAsync(string repository, Uri address, long from, CancellationToken cancellation)
    {
        for (var step = 0; step <= MostRedirections; step++)
        {
            var response = await AskAsync(repository, address, from, cancellation);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)) return Checked(repository, address, response);
            using (response)
            {
                var next = response.Headers.Location is { } location ? new Uri(address, location)
                    : throw new HubException($"{address.Host} sends {repository} on, and does not say where to. Try again later.");
                if (!HubSettings.IsSafe(next))
                    throw new HubException(
                        $"{address.Host} sends {repository} on to {next.Scheme}://{next.Host}, which is not encrypted; that is not "
                            + $"followed. Look at HF_ENDPOINT.");
                address = next;
            }
        }
        throw new HubException($"{address.Host} sends {repository} round in circles. Try again later.");
    }

    private async Task<HttpResponseMessage> AskAsync(string repository, Uri address, long from, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (from > 0) request.Headers.Range = new RangeHeaderValue(from, null);
        if (settings.Token is { } token && address.Authority == settings.Endpoint.Authority)
            request.Headers.Authorization = new("Bearer", token);
        try
        {
            return await WithPatience(inner => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, inner).WaitAsync(inner),
                repository, cancellation);
        }
        catch (HttpRequestException e)
        {
            throw new HubException(
                $"{address.Host} cannot be reached ({e.Message}). Look at the network, or set HF_HUB_OFFLINE=1 to use what is here.", e);
        }
    }

    private HttpResponseMessage Checked(string repository, Uri address, HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode) return response;
        var status = (int)response.StatusCode;
        response.Dispose();
        throw new HubException(status switch
        {
            401 or 403 =>
                $"{address.Host} does not give {repository} to everybody ({status}). Accept its terms on its page and set HF_TOKEN to a "
                    + $"token of yours{(settings.Token is null ? "" : "; the one that is set is not enough")}.",
            404 => $"{address.Host} has no {repository} (404). 'course models list' names models that are known.",
            416 => $"{address.Host} has another {repository} than the one that was begun (416). Pull again.",
            429 => $"{address.Host} asks for a pause (429). Try again in some minutes.",
            >= 500 => $"{address.Host} has trouble of its own ({status}). Try again later; what is here stays.",
            _ => $"{address.Host} answers {status} for {repository}.",
        });
    }

    private async Task CopyAsync(string what, Stream from, Stream to, long most, IProgress<long>? progress, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 16];
        try
        {
            for (var total = 0L; ;)
            {
                var read = await WithPatience(inner => from.ReadAsync(buffer, inner).AsTask(), what, cancellation);
                if (read == 0) return;
                if ((total += read) > most) throw new HubException($"{what} is longer than the hub said; nothing of it is kept.");
                await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
                progress?.Report(to.Position);
            }
        }
        catch (Exception e) when (e is HttpIOException or IOException { InnerException: not null } or HttpRequestException)
        {
            throw new HubException($"The connection broke while {what} came ({e.Message}). Pull again: it goes on from there.", e);
        }
    }

    private async Task<T> WithPatience<T>(Func<CancellationToken, Task<T>> work, string what, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(settings.Patience);
        try
        {
            return await work(patience.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new HubException(
                $"{settings.Endpoint.Host} has sent nothing of {what} for {settings.Patience.TotalSeconds:0.#} seconds. Pull again: it "
                    + $"goes on from there.", e);
        }
    }

    /// <summary>A file that the course needs; null for the others.</summary>
    private static HubFile? FileOf(JsonElement sibling)
    {
        var name = sibling.GetProperty("rfilename").GetString()!;
        if (!HubPull.IsNeeded(name)) return null;
        var lfs = sibling.TryGetProperty("lfs", out var large) && large.ValueKind == JsonValueKind.Object
            ? large.GetProperty("sha256").GetString()
            : null;
        var (size, git) = (sibling.GetProperty("size").GetInt64(), sibling.GetProperty("blobId").GetString()!);
        if (size < 0 || !IsHash(git, 40) || (lfs is not null && !IsHash(lfs, 64)))
            throw new FormatException($"{name} has a hash or size that is none");
        return new(name, size, lfs, git);
    }

    private static bool IsHash(string text, int length) => text.Length == length && text.All(char.IsAsciiHexDigitLower);
}
