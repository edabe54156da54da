#!/usr/bin/env bash
# A sweep as a Slurm job array: sbatch deploy/slurm/sweep.sh induction-1l induction-2l
# One task of the array is one shard; a task that is lost is queued again and changes nothing. The folder OUT has to be on a shared disk.
#SBATCH --job-name=course-sweep
#SBATCH --array=0-15
#SBATCH --requeue
#SBATCH --cpus-per-task=4
#SBATCH --mem=8G
#SBATCH --time=04:00:00
set -euo pipefail
out=${OUT:-$SLURM_SUBMIT_DIR/sweep}
shards=${SHARDS:-$((SLURM_ARRAY_TASK_MAX + 1))}
export COURSE_THREADS=${SLURM_CPUS_PER_TASK:-1}
cd "${COURSE:-$SLURM_SUBMIT_DIR}"
exec dotnet run -c Release --no-build --project lib/Course.Cli -- sweep "$@" --shards "$shards" --out "$out"
