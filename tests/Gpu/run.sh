#!/usr/bin/env bash
# Unpacks pack.tar.xz, which lies beside this script, and runs the checks and the benchmark of one device; no .NET and no network are needed.
#   run.sh OUT [DEVICE] [STEP..]      DEVICE is cuda (default) or cpu; tables and logs go to the folder OUT; all steps by default
# libtorch is the one in COURSE_LIBTORCH, else that of the PyTorch that python3 has.
set -uo pipefail
pack=$(cd "$(dirname "$0")" && pwd)/pack.tar.xz
out=${1:?the folder for the results}
device=${2:-cuda}
steps=" ${*:3} "
mkdir -p "$out"
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

tar -xJf "$pack" -C "$root" 2>/dev/null || python3 -c 'import sys, tarfile; tarfile.open(sys.argv[1], "r:xz").extractall(sys.argv[2])' "$pack" "$root" || exit 1
if [ -z "${COURSE_LIBTORCH:-}" ]; then
    COURSE_LIBTORCH=$(python3 -c 'import importlib.util, os; print(os.path.join(os.path.dirname(importlib.util.find_spec("torch").origin), "lib"))') || exit 1
fi
export COURSE_LIBTORCH COURSE_DATA=$root/data COURSE_DEVICE=$device DOTNET_ROOT=$root/dotnet DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
unset LD_BIND_NOW    # a symbol that is missing and never called does no harm
ldconfig -p 2>/dev/null | grep -q libssl.so.3 || export LD_LIBRARY_PATH=$root/openssl${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
course=$root/lib/Course.Cli/bin/Release

# step NAME SECONDS COMMAND...: into OUT/NAME.txt; a step that fails ends none of the others
step() {
    local name=$1 limit=$2 began=$SECONDS
    shift 2
    [ "$steps" = "  " ] || [[ $steps == *" $name "* ]] || return 0
    echo "== $name"
    timeout "$limit" "$@" 2>&1 | tee "$out/$name.txt"
    echo "== $name: exit ${PIPESTATUS[0]}, $((SECONDS - began)) s" | tee -a "$out/$name.txt"
}
machine() {
    uname -rm
    nproc
    grep -m1 'model name' /proc/cpuinfo
    grep PRETTY_NAME /etc/os-release
    ldd --version | head -1
    command -v nvidia-smi >/dev/null && nvidia-smi
    echo "COURSE_LIBTORCH=$COURSE_LIBTORCH"
    ls -l "$COURSE_LIBTORCH"
}
export -f machine

step machine 60 bash -c machine
step symbols 120 python3 "$root/tests/Gpu/symbols.py" "$course/libLibTorchSharp.so" "$COURSE_LIBTORCH"
cp "$course/libLibTorchSharp.so" "$root/lib/Attention.Interactive/bin/Release/"
step load 60 "$DOTNET_ROOT/dotnet" "$course/course.dll" heads --model induction-2l --text "The cat sat on the mat. The cat sat" --repeat 20 --device "$device"
step bench 180 "$DOTNET_ROOT/dotnet" "$course/course.dll" bench --device "$device" ${BENCH_OPTIONS:---many}
step check 180 "$DOTNET_ROOT/dotnet" "$course/device-check.dll" "$device"
# How threads wait, on as many cores as this machine has.
waiting() {
    for policy in OMP_WAIT_POLICY=PASSIVE GOMP_SPINCOUNT=1000 GOMP_SPINCOUNT=300000; do
        for tokens in 16 64 512; do
            echo "$policy: $(env "$policy" "$DOTNET_ROOT/dotnet" "$course/course.dll" bench --device cpu --tokens $tokens --seconds 3)"
        done
    done
}
export -f waiting
export course
step waiting 90 bash -c waiting
for chapter in 02-common-head-types 05b-one-circuit; do
    step "$chapter" 120 "$DOTNET_ROOT/dotnet" "$course/course.dll" run "$root/notebooks/$chapter.ipynb" --model stories-6l --out "$out/$chapter.executed.ipynb"
done
