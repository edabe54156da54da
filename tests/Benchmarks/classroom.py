"""How much memory each kernel of a class has of its own, with the main model loaded and one figure drawn.

Needs Debian's jupyter-client, Linux, the build, and the weights laid down once:
    ./course models prepare && /usr/bin/python3 tests/Benchmarks/classroom.py [KERNELS]
"""

import os
import pathlib
import re
import sys
import time

from kernel import Kernel

CELLS = [
    '#!import setup.csx',
    'var model = LanguageModel.Load(); var trace = model.Trace("The cat sat on the mat because it was tired"); trace.Tokens.Count',
    'Figures.Heatmap(trace, head: (16, 0))',
]
# As deploy/jupyterhub sets them.
CLASS = {"COURSE_THREADS": "1", "OMP_NUM_THREADS": "1", "DOTNET_GCConserveMemory": "5", "DOTNET_TieredPGO": "0", "DOTNET_gcServer": "0"}


def own(pid):
    """Megabytes that a process shares with nobody, and its proportional share of all that it uses."""
    rollup = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    kilobytes = {key: int(value) for key, value in re.findall(r"(\w+): +(\d+) kB", rollup)}
    return (kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]) / 1024, kilobytes["Pss"] / 1024


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    os.environ.update({key: value for key, value in CLASS.items() if key not in os.environ})
    os.chdir(pathlib.Path(__file__).parents[2] / "notebooks")
    kernels = []
    try:
        for _ in range(count):
            kernels.append(Kernel().__enter__())
            for cell in CELLS:
                seconds = kernels[-1].run(cell)
            print(f"kernel {len(kernels)}: first figure after {kernels[-1].age():.1f} s, its cell {seconds:.2f} s", flush=True)
        time.sleep(5)
        memory = [own(kernel.manager.provisioner.pid) for kernel in kernels]
        print(f"{count} kernels: own {sorted(round(private) for private, _ in memory)} MB; all together {sum(share for _, share in memory):.0f} MB")
    finally:
        for kernel in kernels:
            kernel.__exit__()


main()
