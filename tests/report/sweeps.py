"""Small sweeps of the starter scenario for the tests of the report, with names that would break a careless page."""
import json
import subprocess

HOSTILE = "</script><img src=x onerror=\"document.body.id='broken'\"><!-- {{script}} $x$ 'q'"
TITLE = "A <b>title</b> {{data}} & more"
HEAD = f'scenario = "scenario.toml"\ntitle = {json.dumps(TITLE)}\nreplicates = 4\nscale = 0.2\n'
KINDS = {
    "grid": '[factors]\n"surveillance.informer_density" = [0.0, 0.02, 0.08]\n"danger.trigger" = [0.5, 1.0]\n',
    "list": 'design = "list"\n[[point]]\nlabel = "as it was"\n'
            f'[[point]]\nlabel = {json.dumps(HOSTILE)}\nset = {{ "danger.trigger" = 1.0 }}\n'
            '[[point]]\nlabel = "=1+1"\nset = { "surveillance.informer_density" = 0.0 }\n',
    "sampled": 'design = "lhs"\nsamples = 9\n[factors]\n"surveillance.informer_density" = { min = 0.0, max = 0.1 }\n'
               '"danger.trigger" = { min = 0.2, max = 1.0 }\n',
}


def write(folder, muster, kind):
    """Runs a sweep of this kind: KIND.h5."""
    (folder / f"{kind}.toml").write_text(HEAD + KINDS[kind])
    if not (folder / "scenario.toml").exists():
        subprocess.run([muster, "init", "-o", "scenario.toml"], cwd=folder, check=True, stderr=subprocess.DEVNULL)
    subprocess.run([muster, "sweep", f"{kind}.toml", "-o", f"{kind}.h5", "--progress", "none"], cwd=folder, check=True,
                   capture_output=True)
