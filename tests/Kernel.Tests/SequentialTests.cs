// A kernel takes over the process's console, and stopping a cell is timed, so tests run one after the other.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
