"""How fast the built kernel starts, answers and how much memory it takes, as a Jupyter client sees it.

Needs Debian's jupyter-client and the build:
    dotnet build -c Release lib/Course.Cli && /usr/bin/python3 tests/Benchmarks/kernel.py
"""

import pathlib
import statistics
import time

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec

COURSE = pathlib.Path(__file__).parents[2] / "lib/Course.Cli/bin/Release/course.dll"
FIRST = "var a = Enumerable.Range(1, 5).Select(i => i * 2).ToArray(); a.Sum()"
CELL = """var cell{0} = new List<int> {{ {0}, 2 }};
int F{0}(int n) => n + {0};
foreach (var x in cell{0}) Console.WriteLine(F{0}(x));
cell{0}.Count"""


class Kernel:
    """A kernel from its start to its end."""

    def __enter__(self):
        self.manager = KernelManager()
        command = ["dotnet", str(COURSE), "kernel", "run", "jupyter", "{connection_file}"]
        self.manager._kernel_spec = KernelSpec(argv=command, display_name="C#", language="C#", interrupt_mode="message")
        self.started = time.perf_counter()
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.kernel_info()
        self.client.get_shell_msg(timeout=60)
        self.ready = self.age()
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def age(self):
        return time.perf_counter() - self.started

    def seconds(self, ask, *arguments):
        began = time.perf_counter()
        ask(*arguments)
        content = self.client.get_shell_msg(timeout=60)["content"]
        assert content["status"] == "ok" and content.get("matches") != [], content
        return time.perf_counter() - began

    def run(self, code):
        return self.seconds(self.client.execute, code)

    def complete(self, code):
        return self.seconds(self.client.complete, code, len(code))

    def megabytes(self):
        status = pathlib.Path(f"/proc/{self.manager.provisioner.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


def say(what, seconds):
    print(f"{what:58} {1000 * seconds:7.0f} ms")


def median(measure, times=5):
    return statistics.median(measure() for _ in range(times))


def cold():
    with Kernel() as kernel:
        kernel.run(FIRST)
        return kernel.ready, kernel.age()


def main():
    ready, first = zip(*(cold() for _ in range(5)))
    say("ready, from the start of the process", statistics.median(ready))
    say("first cell answered, from the start of the process", statistics.median(first))
    with Kernel() as kernel:
        time.sleep(8)  # the kernel prepares itself while nothing is asked
        say("first cell, once prepared", kernel.run(FIRST))
        say("first completion, once prepared", kernel.complete("a.Wher"))
        cells = []
        for i in range(1, 201):
            cells.append(kernel.run(CELL.format(i)))
            if i == 20:
                print(f"{'memory after 20 cells':58} {kernel.megabytes():7.0f} MB")
            if i == 80:
                say("completion after 80 cells", median(lambda: kernel.complete("cell7.Ad")))
        say("a cell, median of 200", statistics.median(cells))
        print(f"{'memory after 200 cells':58} {kernel.megabytes():7.0f} MB")
    with Kernel() as kernel:
        for i in range(1, 21):
            kernel.run(CELL.format(i))
        print(f"{'memory after 20 cells at once, without completion':58} {kernel.megabytes():7.0f} MB")


if __name__ == "__main__":
    main()
