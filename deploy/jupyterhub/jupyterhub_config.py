# A class on one machine: JupyterHub, the course's kernel, thirty learners on a few cores.
#
#   COURSE=/srv/course jupyterhub -f deploy/jupyterhub/jupyterhub_config.py
#
# COURSE is the folder of the course, built; the kernel is made known to everybody once, and the weights are laid down once, so that
# all kernels share one copy of them in memory:
#   JUPYTER_DATA_DIR=/usr/local/share/jupyter dotnet run --project lib/Course.Cli -- kernel install
#   dotnet run --project lib/Course.Cli -- models prepare
#
# Where the node on the path is not Debian's, Debian's proxy does not find its modules: set NODE_PATH=/usr/share/nodejs then.
import os
import shutil

from jupyterhub.spawner import LocalProcessSpawner

c = get_config()  # noqa: F821 (JupyterHub gives it)

COURSE = os.environ.get("COURSE", os.getcwd())


class CourseSpawner(LocalProcessSpawner):
    """Gives a learner the notebooks once, and bounds what a kernel may take."""

    def start(self):
        self.give_notebooks()
        return super().start()

    def give_notebooks(self):
        import pwd

        user = pwd.getpwnam(self.user.name)
        target = os.path.join(user.pw_dir, "course")
        if os.path.exists(target):
            return
        shutil.copytree(os.path.join(COURSE, "notebooks"), os.path.join(target, "notebooks"), ignore=shutil.ignore_patterns("solutions", "*.executed.ipynb"))
        os.symlink(os.path.join(COURSE, "lib"), os.path.join(target, "lib"))    # setup.csx looks for ../lib
        os.symlink(os.path.join(COURSE, "data"), os.path.join(target, "data"))
        for folder, _, files in os.walk(target):
            for path in [folder] + [os.path.join(folder, file) for file in files]:
                os.chown(path, user.pw_uid, user.pw_gid)


c.JupyterHub.spawner_class = CourseSpawner
c.Spawner.notebook_dir = "~/course/notebooks"
c.Spawner.environment = {
    "COURSE_DATA": os.path.join(COURSE, "data"),
    # Thirty kernels on a few cores: one thread each, and those that wait leave the processor to others.
    "COURSE_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OMP_WAIT_POLICY": "PASSIVE",
    # A kernel that is not collecting garbage on every core, and gives memory back.
    "DOTNET_gcServer": "0",
    "DOTNET_GCConserveMemory": "5",
    "DOTNET_TieredPGO": "0",
}
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 60

# Whoever has left gives the memory back: kernels after twenty minutes, servers after an hour.
c.Spawner.args = ["--MappingKernelManager.cull_idle_timeout=1200", "--MappingKernelManager.cull_interval=120", "--NotebookApp.shutdown_no_activity_timeout=3600"]
c.JupyterHub.concurrent_spawn_limit = 6
c.JupyterHub.active_server_limit = 40

# Users of this machine log in with their passwords (PAM). Learners are members of the group `learners`.
c.LocalAuthenticator.allowed_groups = {"learners"}
c.Authenticator.admin_users = set(os.environ.get("COURSE_TEACHERS", "").split())
c.JupyterHub.bind_url = os.environ.get("COURSE_BIND", "http://127.0.0.1:8000")    # put a web server with TLS in front of it
