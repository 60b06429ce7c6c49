"""A sweep of the starter scenario, small enough to be run many times over."""
import hashlib
import subprocess

SWEEP = """scenario   = "scenario.toml"
replicates = 12
scale      = 0.2
[factors]
"surveillance.informer_density" = [0.0, 0.02, 0.08]
"danger.trigger"                = [0.5, 1.0]
"""
RUNS = 72


def write(folder, muster):
    (folder / "sweep.toml").write_text(SWEEP)
    subprocess.run([muster, "init", "-o", "scenario.toml"], cwd=folder, check=True, stderr=subprocess.DEVNULL)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()
