namespace Attention.Models.Gguf;

/// <summary>How the numbers of a GGUF tensor are stored; values as in the format's specification.</summary>
public enum GgufType
{
    /// <summary>32-bit floats.</summary>
    F32 = 0,

    /// <summary>Blocks of 32 four-bit numbers with a scale and a minimum of 16 bits each: 20 bytes a block.</summary>
    Q4_1 = 3,

    /// <summary>Blocks of 32 signed bytes with a 16-bit scale: 34 bytes a block.</summary>
    Q8_0 = 8,
}
