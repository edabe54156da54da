using Attention.Tests.Models.Tiny;

namespace Attention.Tests.Models.Fuzz;

/// <summary>A GGUF file spoiled in as many ways as there are numbers: half of them in its bytes, half in the values of its keys and its
/// directory.</summary>
internal sealed class GgufInputs(string path)
{
    private readonly byte[] whole = new TinyLlama().Gguf().Bytes();
    private readonly int header = new TinyLlama().Gguf().Bytes().Length - new TinyLlama().Gguf().Tensors.Sum(tensor => tensor.Bytes.Length);
    private readonly TinyLlama llama = new();

    public string Write(int number)
    {
        var random = new Random(number);
        File.WriteAllBytes(path, number % 2 == 0 ? Mutation.Bytes(random, whole, header) : Values(random).Bytes());
        return path;
    }

    private TinyGguf Values(Random random)
    {
        var file = llama.Gguf();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            if (random.Next(3) > 0) ChangeKey(random, file);
            else ChangeTensor(random, file);
        return file;
    }

    private static void ChangeKey(Random random, TinyGguf file)
    {
        string[] more =
        [
            "general.alignment", "general.type", "split.count", "llama.attention.key_length", "llama.attention.value_length",
            "llama.rope.scaling.type",
            "llama.rope.scaling.factor", "llama.expert_count", "llama.attention.sliding_window", "llama.unknown",
        ];
        var key = random.Next(3) == 0 ? more[random.Next(more.Length)] : file.Keys[random.Next(file.Keys.Count)].Key;
        object? value = random.Next(8) switch
        {
            0 => null,
            1 => random.Next(2) == 0,
            2 => new string('x', random.Next(200)),
            3 => BitConverter.UInt32BitsToSingle((uint)Mutation.Number(random)),
            4 => new[] { random.Next(), random.Next() },
            5 => new[] { "a", "b c", "" },
            6 => Mutation.Number(random),
            _ => (uint)Mutation.Number(random),
        };
        file.Set(key, value);
    }

    private static void ChangeTensor(Random random, TinyGguf file)
    {
        if (file.Tensors.Count == 0) return;
        var at = random.Next(file.Tensors.Count);
        var tensor = file.Tensors[at];
        switch (random.Next(5))
        {
            case 0: file.Tensors[at] = tensor with { Offset = (long)Mutation.Number(random) }; break;
            case 1: file.Tensors[at] = tensor with { Type = (uint)random.Next(42) }; break;
            case 2:
                file.Tensors[at] = tensor with
                {
                    Shape = [.. tensor.Shape.Select(size => random.Next(2) == 0 ? size
                : (long)Mutation.Number(random))]
                }; break;
            case 3: file.Tensors[at] = tensor with { Name = file.Tensors[random.Next(file.Tensors.Count)].Name }; break;
            default: file.Tensors.RemoveAt(at); break;
        }
    }
}
