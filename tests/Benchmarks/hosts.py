"""What each notebook takes in a host, by Jupyter's client: seconds, seconds of the processor, most memory; and its error, where one fails.

Needs Debian's python3-nbclient and jupyter-client, the build, and for the unmodified tool `dotnet tool restore`:
    /usr/bin/python3 tests/Benchmarks/hosts.py kernel|tool [NOTEBOOK...]        all chapters and solutions where none is named
"""

import os
import pathlib
import sys
import time

import nbformat
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMANDS = {
    "kernel": ["dotnet", str(ROOT / "lib/Course.Cli/bin/Release/course.dll"), "kernel", "run", "jupyter", "{connection_file}"],
    "tool": ["dotnet", "tool", "run", "dotnet-interactive", "--", "jupyter", "--default-kernel", "csharp", "{connection_file}"],
}


def processes(first):
    """A process and what it has started."""
    yield first
    for child in pathlib.Path(f"/proc/{first}/task/{first}/children").read_text().split():
        yield from processes(int(child))


def spent(pid):
    """Seconds of the processor and MB at the highest."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    peak = next(line for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), int(peak.split()[1]) / 1024


def execute(host, notebook):
    manager = KernelManager(kernel_name="csharp")    # not Python, whose options it would be given
    manager._kernel_spec = KernelSpec(argv=COMMANDS[host], display_name="C#", language="C#", interrupt_mode="message")
    content = nbformat.read(notebook, as_version=4)
    resources = {"metadata": {"path": str(notebook.parent)}}
    client = NotebookClient(content, km=manager, timeout=1800, startup_timeout=300, resources=resources)
    began, error, used = time.perf_counter(), "", []
    try:
        with client.setup_kernel(cleanup_kc=True):
            for index, cell in enumerate(content.cells):
                client.execute_cell(cell, index)
            used = [spent(pid) for pid in processes(manager.provisioner.pid)]
    except CellExecutionError as failed:
        error = f"cell {index}: {failed.ename}: {failed.evalue}"
    outputs = sum(len(cell.get("outputs", [])) for cell in content.cells)
    processor, memory = (sum(seconds for seconds, _ in used), max((peak for _, peak in used), default=0))
    name = notebook.relative_to(ROOT / "notebooks")
    print(f"{host:7} {str(name):45} {time.perf_counter() - began:6.0f} s {processor:6.0f} s {memory:6.0f} MB {outputs:4} outputs  {error}")
    sys.stdout.flush()
    return not error


def main():
    host, *names = sys.argv[1:]
    every = sorted((ROOT / "notebooks").glob("*.ipynb")) + sorted((ROOT / "notebooks/solutions").glob("*.ipynb"))
    chosen = [pathlib.Path(name).resolve() for name in names] or [path for path in every if ".executed." not in path.name]
    os.chdir(ROOT)
    sys.exit(0 if all([execute(host, notebook) for notebook in chosen]) else 1)


if __name__ == "__main__":
    main()
