"""Which symbols TorchSharp's native library asks for that a libtorch of another version does not have.

    python3 symbols.py libLibTorchSharp.so FOLDER_OF_LIBTORCH

A missing function does no harm until it is called: the loader binds it then. A missing variable, or a function whose address stands in a
table, would keep the whole library from loading; such symbols are made weak in the file, so that they are 0, and named here.
"""

import pathlib
import struct
import sys

UNDEFINED, WEAK, JUMP_SLOT = 0, 2, 7
PREFIXES = tuple(kind + space for kind in ("_ZN", "_ZNK", "_ZTVN", "_ZTIN", "_ZTHN", "_ZGVN") for space in ("2at", "3c10", "5torch", "6caffe2"))


class Elf:
    """The dynamic symbols and relocations of a 64-bit ELF file."""

    def __init__(self, path):
        self.bytes = bytearray(path.read_bytes())
        self.sections = {}
        (table,) = struct.unpack_from("<Q", self.bytes, 0x28)
        size, count, names = struct.unpack_from("<HHH", self.bytes, 0x3A)
        headers = [struct.unpack_from("<IIQQQQIIQQ", self.bytes, table + i * size) for i in range(count)]
        for header in headers:
            self.sections[self.text(headers[names][4] + header[0])] = (header[4], header[5])

    def text(self, offset):
        return self.bytes[offset : self.bytes.index(0, offset)].decode()

    def symbols(self):
        """Index, place of the entry, name, binding and type, section."""
        start, size = self.sections[".dynsym"]
        strings = self.sections[".dynstr"][0]
        for i in range(size // 24):
            name, info, _, section = struct.unpack_from("<IBBH", self.bytes, start + 24 * i)
            yield i, start + 24 * i, self.text(strings + name), info, section

    def needed_at_once(self):
        """Symbols whose address is needed when the library loads."""
        start, size = self.sections[".rela.dyn"]
        return {struct.unpack_from("<QQq", self.bytes, start + 24 * i)[1] >> 32 for i in range(size // 24)}


def main(library, folder):
    asking = Elf(pathlib.Path(library))
    offered = set()
    for name in ("libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch.so"):
        path = pathlib.Path(folder, name)
        if path.exists():
            offered.update(symbol for _, _, symbol, _, section in Elf(path).symbols() if section != UNDEFINED)
    wanted = [s for s in asking.symbols() if s[4] == UNDEFINED and s[3] >> 4 != WEAK and s[2].startswith(PREFIXES)]
    missing = [s for s in wanted if s[2] not in offered]
    at_once = asking.needed_at_once()
    print(f"{len(wanted)} symbols of libtorch are asked for, {len(missing)} are missing")
    for index, place, name, info, _ in missing:
        print("missing, needed at once, made weak:" if index in at_once else "missing until called:", name)
        if index in at_once:
            asking.bytes[place + 4] = (WEAK << 4) | (info & 15)
    if any(s[0] in at_once for s in missing):
        pathlib.Path(library).write_bytes(asking.bytes)


main(*sys.argv[1:])
