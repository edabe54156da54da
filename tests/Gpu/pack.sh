#!/usr/bin/env bash
# Packs what run.sh needs on a machine with a GPU into tests/Gpu/bin/pack/pack.tar.xz: the built course and its checks, .NET itself, the small
# models and the notebooks; no libtorch (that machine's own is used) and no large model. Build first: dotnet build
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
pack=$here/bin/pack
stage=$(mktemp -d)
trap 'rm -rf "$stage" "$stage.large"' EXIT
limit=$((60 * 1024 * 1024))

# The two programs share a folder, real files instead of links into the package folder.
course=$stage/lib/Course.Cli/bin/Release
mkdir -p "$course" "$stage/lib/Attention.Interactive/bin/Release" "$pack"
for built in lib/Course.Cli tests/Gpu; do
    (cd "$top/$built/bin/Release" && tar -ch --exclude='libtorch*' --exclude='libc10*' --exclude='libgomp*' --exclude='lib*_backend*' --exclude='libshm*' --exclude='libaoti*' \
        --exclude='libjit*' --exclude='*.xml' --exclude='*.pdb' --exclude=publish --exclude='FSharp.Compiler*' --exclude='*VisualBasic*' .) | tar -x -C "$course"
done
cp -L "$top"/lib/Attention.Interactive/bin/Release/{TorchSharp,Attention,Attention.Interactive,Classroom}.dll "$course/libLibTorchSharp.so" "$stage/lib/Attention.Interactive/bin/Release/"

dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
version=$(ls "$dotnet/shared/Microsoft.NETCore.App" | sort -V | tail -1)
mkdir -p "$stage/dotnet/host/fxr" "$stage/dotnet/shared/Microsoft.NETCore.App"
cp "$dotnet/dotnet" "$stage/dotnet/"
cp -r "$dotnet/host/fxr/$version" "$stage/dotnet/host/fxr/"
cp -r "$dotnet/shared/Microsoft.NETCore.App/$version" "$stage/dotnet/shared/Microsoft.NETCore.App/"

# .NET's cryptography wants OpenSSL, which a bare machine may lack.
mkdir -p "$stage/openssl"
cp -L /usr/lib/x86_64-linux-gnu/lib{ssl,crypto}.so.3 "$stage/openssl/"

# Models of more than some megabytes stay here.
find "$top/data/models" -size +4M -printf 'data/models/%P\n' >"$stage.large"
(cd "$top" && tar -c --exclude-from="$stage.large" --exclude=data/models/*/snapshots --exclude=notebooks/images Course.sln data notebooks tests/Gpu/symbols.py) | tar -x -C "$stage"
tar -c -C "$stage" . | xz -T0 -9 >"$pack/pack.tar.xz.partial"
mv "$pack/pack.tar.xz.partial" "$pack/pack.tar.xz"
cp "$here/run.sh" "$pack/"
size=$(stat -c %s "$pack/pack.tar.xz")
echo "$pack/pack.tar.xz: $((size / 1024 / 1024)) MiB, .NET $version"
[ "$size" -le $limit ] || { echo "more than 60 MiB" >&2; exit 1; }
