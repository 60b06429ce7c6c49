"""A Slurm of one machine: slurmctld and slurmd on 127.0.0.1, in a folder of its own, run by the user who tests, root or
not."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

CONF = """ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/none
CredType=cred/none
AuthInfo=cred_expire=5
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SchedulerType=sched/builtin
SchedulerParameters=sched_interval=1
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SlurmdTimeout=5
ReturnToService=2
KillWait=5
NodeName={host} NodeAddr=127.0.0.1 CPUs=4 RealMemory=4000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def daemon(name):
    path = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin")
    if path is None:
        raise AssertionError(f"there is no {name}: run scripts/setup --slow, which installs Slurm")
    return path


def free_ports(n):
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(n)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def wait_for(what, holds, seconds=120):
    """The answer of `holds`, as soon as it is more than nothing."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = holds()
        if answer:
            return answer
        time.sleep(0.2)
    raise AssertionError(f"waited {seconds} s for {what}")


class Cluster:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.conf = self.folder / "slurm.conf"
        for name in ("state", "spool"):
            (self.folder / name).mkdir()
        user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
        host = socket.gethostname().split(".")[0]
        self.conf.write_text(CONF.format(host=host, user=user, ports=free_ports(2), folder=self.folder))
        self.environment = {**os.environ, "SLURM_CONF": str(self.conf)}
        self.daemons = {}

    def start(self):
        self.start_daemon("slurmctld")
        self.start_daemon("slurmd")
        wait_for("the node to be idle", lambda: "idle" in self.command("sinfo", "--noheader", "--format=%T").stdout)

    def start_daemon(self, name):
        """It dies with the test, also if that is killed."""
        with open(self.folder / f"{name}.out", "a", encoding="utf-8") as out:
            self.daemons[name] = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", daemon(name), "-D"], stdout=out,
                                                  stderr=out, stdin=subprocess.DEVNULL, env=self.environment)

    def stop(self):
        """Jobs, too."""
        for name in ("slurmd", "slurmctld"):
            if name in self.daemons:
                self.daemons[name].terminate()
        for name, process in self.daemons.items():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.kill(self.processes())

    def kill_node(self):
        """As when a node loses power: its daemon and jobs are gone without a word."""
        controller = self.daemons["slurmctld"].pid
        children = pathlib.Path(f"/proc/{controller}/task/{controller}/children").read_text().split()
        self.kill(set(self.processes()) - {controller, *map(int, children)})
        self.daemons.pop("slurmd").wait()

    def processes(self):
        """All that runs in the environment of this cluster."""
        mark = b"SLURM_CONF=" + os.fsencode(self.conf)
        found = []
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    found.append(int(process.name))
            except OSError:
                pass  # gone meanwhile, or another's
        return found

    @staticmethod
    def kill(processes):
        for process in processes:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def command(self, *words, **more):
        return subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=60,
                              env=self.environment, **more)

    def job(self, name):
        """Slurm's knowledge of a job, such as {"JobState": "RUNNING", "ExitCode": "0:0", ...}."""
        text = self.command("scontrol", "--oneliner", "show", "job", name).stdout
        return dict(word.split("=", 1) for word in text.split() if "=" in word)

    def wait_for_end(self, name, seconds=240):
        states = ("COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL")
        wait_for(f"the end of job {name}", lambda: self.job(name).get("JobState") in states, seconds)
        return self.job(name)
