#!/usr/bin/env python3
"""Times what reads a results file of 100,000 runs: compare, analyze and export, each against the aims of
docs/performance.md. Makes two such files first, of a company of the defection model: a grid, with the events of its first
replicate, and Sobol' base samples. Usage: bench/numbers_bench.py MUSTER [FOLDER], where FOLDER keeps the files for another time."""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

MOST_SECONDS, MOST_MEGABYTES = 5.0, 200.0

ARMY = """
model = "defection"
start = 2030-01-01
weeks = 4
[[group]]
name = "core"
standing = "in"
share = 0.2
[[group]]
name = "rest"
standing = "out"
share = 0.8
[[region]]
name = "capital"
population = 1e6
[[organisation]]
name = "army"
[[formation]]
name = "1st"
organisation = "army"
posting = "capital"
brigades = 1
companies = 1
company_size = 60
"""
MANY_LEAVE = 'set = { "intention.log_base_rate" = -2.0 }'
GRID = f"""
scenario = "army.toml"
replicates = 100
{MANY_LEAVE}
[factors]
"surveillance.informer_density" = {{ min = 0.0, max = 0.5, n = 25 }}
"cohesion.effect" = {{ min = 0.0, max = 3.0, n = 40 }}
[output]
events = 1
variables = []
"""
SALTELLI = f"""
scenario = "army.toml"
replicates = 6
design = "saltelli"
samples = 2048
{MANY_LEAVE}
[factors]
"surveillance.informer_density" = {{ min = 0.0, max = 0.5 }}
"fear.relief" = {{ min = 0.0, max = 0.5 }}
"reprisal.family_probability" = {{ min = 0.0, max = 1.0 }}
"organisation.army.officer_share" = {{ min = 0.1, max = 0.9 }}
"grievance.effect" = {{ min = 0.0, max = 2.0 }}
"cohesion.effect" = {{ min = 0.0, max = 3.0 }}
[output]
variables = []
"""
NO_INFORMERS, HALF_INFORM = "surveillance.informer_density=0", "surveillance.informer_density=0.5"
COMMANDS = {
    "compare, one metric and harm": ["compare", "grid.h5", "--base", NO_INFORMERS, "--to", HALF_INFORM, "--metric", "leavers"],
    "compare, all metrics": ["compare", "grid.h5", "--base", NO_INFORMERS, "--to", HALF_INFORM],
    "compare, interaction": ["compare", "grid.h5", "--base", f"{NO_INFORMERS},cohesion.effect=0", "--metric", "leavers",
                             "--interaction", HALF_INFORM, "cohesion.effect=3"],
    "analyze replicates": ["analyze", "replicates", "grid.h5"],
    "analyze prim": ["analyze", "prim", "grid.h5", "--metric", "departure_rate", "--at-least", "0.3", "--factor", "cohesion.effect"],
    "analyze survival": ["analyze", "survival", "grid.h5", "--of", NO_INFORMERS, "--by", "role"],
    "analyze sizes": ["analyze", "sizes", "grid.h5", "--of", NO_INFORMERS],
    "analyze sobol": ["analyze", "sobol", "saltelli.h5", "--metric", "leavers", "departure_rate"],
    "analyze prcc": ["analyze", "prcc", "saltelli.h5", "--metric", "leavers"],
    "export, a row a run": ["export", "grid.h5", "-o", "runs.csv", "--force"],
    "export of people": ["export", "grid.h5", "--table", "people", "-o", "people.csv", "--force"],
}


def make(muster: str, folder: pathlib.Path) -> None:
    for name, text in (("army", ARMY), ("grid", GRID), ("saltelli", SALTELLI)):
        (folder / f"{name}.toml").write_text(text)
    for name in ("grid", "saltelli"):
        if not (folder / f"{name}.h5").exists():
            subprocess.run([muster, "sweep", f"{name}.toml", "-o", f"{name}.h5", "--progress", "none"], cwd=folder, check=True)


def cost(command: list[str], folder: pathlib.Path) -> tuple[float, float, float]:
    """Seconds by the clock and of the processor, and the most megabytes."""
    began = time.monotonic()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"{' '.join(command)}: ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measure(muster: str, folder: pathlib.Path) -> bool:
    all_met = True
    print(f"{'command':30}{'seconds':>9}{'processor':>11}{'MB':>7}")
    for name, words in COMMANDS.items():
        seconds, processor, megabytes = cost([muster, *words], folder)
        met = processor < MOST_SECONDS and megabytes < MOST_MEGABYTES
        all_met = all_met and met
        print(f"{name:30}{seconds:9.2f}{processor:11.2f}{megabytes:7.0f}{'' if met else '  missed'}")
    return all_met


def main() -> int:
    muster = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else scratch)
        make(muster, folder)
        return 0 if measure(muster, folder) else 1


if __name__ == "__main__":
    sys.exit(main())
