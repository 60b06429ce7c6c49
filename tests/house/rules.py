"""The rules of the house that no compiler checks: who may include whom, what may not decide a result, and that
every file stands in the build's lists. Usage: rules.py [FOLDER]; prints `file:line: what`, exits with 1 if it found
any."""
import pathlib
import re
import sys

import equations
import sizes
import words

CODE = ("sim", "models", "analysis", "cli", "tests", "bench")
ABOVE_CORE = ("sim/results/", "sim/sweep/")
# Words that belong to a model of armies alone, as words or as parts of names.
ARMY = (r"arm(?:y|ies)|soldiers?|officers?|ncos?|conscript(?:s|ed|ion)?|brigades?|regiments?|battalions?|platoons?|"
        r"squads?|troops?|garrisons?|military|militias?|compan(?:y|ies)|elites?|informers?|planners?|regimes?|"
        r"opposition|rebels?|protests?|unrest|purg(?:e|es|ed|ing)|arrest(?:s|ed)?|executed|executions?|reprisals?|"
        r"defect(?:s|ed|ing|ors?|ions?)?|desert(?:s|ed|ing|ers?|ions?)?|fled|hiding|mutin(?:y|ies)|coups?|"
        r"loyal|loyalty|loyalists?|discharged?|enlist(?:s|ed)?|enlistment|recruit(?:s|ed)?|recruitment|posting|"
        r"cohesion|stacking|real force|serving")
ARMY_PART = re.compile(rf"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?:(?i:{ARMY}))(?![a-z])")
LIST_OF_MODELS = "cli/models.cpp"
TRANSCENDENTAL = "exp|exp2|expm1|log|log2|log10|log1p|pow|sin|cos|tan|sinh|cosh|tanh|erf|erfc|lgamma|tgamma|cbrt|hypot"


def is_core(path):
    """The part of sim/ that computes a run."""
    return path.startswith("sim/") and not path.startswith(ABOVE_CORE)


def is_model(path):
    return path.startswith("models/")


def knows_no_army(path):
    return path.startswith(("sim/", "cli/", "analysis/")) and path != LIST_OF_MODELS


def decides_results(path):
    return is_core(path) or is_model(path)


def model_of(path):
    return "/".join(path.split("/")[:2])


DEFECTION = "models/defection/"
# Folders of the defection model, and what each may include there besides itself.
ROOMS = {
    "mechanisms/": ("access.hpp", "army/", "state/", "scenario/structure.hpp", "scenario/composition.hpp",
                    "scenario/history.hpp"),
    "army/": ("state/", "scenario/structure.hpp", "scenario/composition.hpp"),
    "state/": ("army/", "scenario/structure.hpp", "scenario/history.hpp"),
}
MOVERS = (DEFECTION + "army/roster.cpp", DEFECTION + "army/enlistment.cpp")
PLAIN_NUMBERS = (0, 0.5, 1, 2)  # of counting and geometry
GUARD = 1e-6  # at most so large is what keeps a division from zero
NUMBER = re.compile(r"(?<![\w.])((?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?)[uUlLfF]*(?![\w.])")
NO_QUANTITIES = (r"(?<=\w)<[^<>;=()]*>", r"(?<=\w)\[\d+\]", r"0[xX][0-9a-fA-F]+", r"(?:<<|>>) *\d+",
                 r"SIM_PARAM\([^;]*\);", r"^\s*#.*$", r"\benum \w[^{;]*\{[^}]*\}", r"\bstatic_assert\([^;]*\);")
MOST_MEMBERS = 12  # of a struct of shared state


def may_include_room(path, header):
    """Mechanisms see the army, shared state and what a file says, never each other."""
    inside, what = path[len(DEFECTION):], header[len(DEFECTION):]
    for room, others in ROOMS.items():
        if inside.startswith(room):
            own = inside.rsplit(".", 1)[0] + ".hpp"
            is_near = what.startswith(room) and room != "mechanisms/"
            return is_near or what == own or what.startswith(others)
    return True


def may_include(path, header):
    """Whether the file at `path` may include the project's `header`: cli -> analysis, models -> sim."""
    if path.startswith(DEFECTION) and header.startswith(DEFECTION) and not may_include_room(path, header):
        return False
    part = header.split("/")[0]
    if path.startswith(("tests/", "bench/")):
        return True
    if part == "models" and path.startswith("cli/"):
        return path == LIST_OF_MODELS
    if part in ("tests", "bench", "cli"):
        return path.startswith("cli/")
    if is_core(path):
        return is_core(header)
    if path.startswith("sim/results/"):
        return part == "sim" and not header.startswith("sim/sweep/")
    if path.startswith("sim/"):
        return part == "sim"
    if is_model(path):
        return is_core(header) or model_of(header) == model_of(path)
    if path.startswith("analysis/numerics/"):
        return header.startswith("analysis/numerics/")
    if path.startswith("analysis/"):
        return part == "analysis" or part == "sim" and not header.startswith("sim/sweep/")
    return True


def constant_findings(path, text):
    """Numbers in equations. Those of behaviour are parameters, with unit, range, meaning and source; those of how it is
    computed are constants with a name and a comment on their line or above."""
    if not path.startswith(tuple(DEFECTION + room for room in ("mechanisms/", "army/", "state/", "record/"))):
        return
    is_behaviour = path.startswith((DEFECTION + "mechanisms/", DEFECTION + "record/outcome."))
    code, said = without_comments_and_texts(text), text.splitlines()
    for pattern in NO_QUANTITIES:
        code = re.sub(pattern, lambda m: re.sub(r"[^\n]", " ", m.group()), code, flags=re.M)
    lines = code.splitlines()
    for match in NUMBER.finditer(code):
        value, at = float(match[1]), line_of(code, match.start())
        named = re.search(r"\bconstexpr\b.* = [^;]*;", lines[at - 1])
        commented = "//" in said[at - 1] or at > 1 and said[at - 2].lstrip().startswith("//")
        if value in PLAIN_NUMBERS and not (is_behaviour and value == 0.5):
            continue
        if not (named and commented and (value <= GUARD or not is_behaviour)):
            yield path, at, f"{match.group()}: a number in an equation is a parameter" + (
                "" if is_behaviour else ", or a constant with a name, a unit and a comment")


# (where it holds, pattern, message); patterns see code without comments and text literals.
PATTERNS = [
    (lambda p: True, r"\bstd::rand\b|\bsrand\(|\brandom_device\b", "randomness comes from sim/random alone"),
    (lambda p: not p.startswith("tests/"), r"#include <random>", "randomness comes from sim/random alone"),
    (lambda p: not p.startswith(("sim/random/", "tests/sim/random/")), r"#include <boost/random",
     "only sim/random includes Boost.Random"),
    (lambda p: p != "sim/param/toml.cpp", r"#include <toml\+\+", "only sim/param/toml.cpp includes toml++"),
    (decides_results, r"#include <(H5\w*|hdf5\w*|tbb/|oneapi/|thread|mutex|shared_mutex|condition_variable|future)",
     "what computes a run needs no HDF5, TBB or threads"),
    (lambda p: decides_results(p) and not p.startswith("sim/param/"), r"#include <(fstream|filesystem|cstdio)>",
     "what computes a run touches no files"),
    (decides_results, r"\bstd::(" + TRANSCENDENTAL + r")\(", "libm decides nothing: use sim/random/elementary.hpp"),
    (decides_results, r"\.(exp|log|pow|tanh|dot)\(|\.sum\(\)",
     "Eigen's exp, log, pow, sum and dot depend on the vector width"),
    (decides_results, r"\bstd::chrono::\w*clock\b|\bclock_gettime\b|\bgetenv\b|\bthis_thread\b",
     "a run is a pure function: no clock, environment or thread"),
    (lambda p: decides_results(p) and not p.startswith("sim/param/"),
     r"\bstd::unordered_|\bstd::reduce\b|\bstd::transform_reduce\b",
     "the order of unordered containers and reductions is not defined"),
    (lambda p: p.startswith(DEFECTION + "mechanisms/"), r"\b(Army|Simulation|Surroundings|Policies|Minds)\b",
     "a phase asks for each thing it touches"),
    (lambda p: p.startswith(DEFECTION) and p not in MOVERS,
     r"(?:[\w\])]\.|->)(?:status|rank|company|post) = ", "the roster alone moves people"),
    (lambda p: p.startswith(DEFECTION) and p not in MOVERS and not p.startswith(DEFECTION + "scenario/"),
     r"\bpeople_?\[[^\]]*\] = ", "the roster alone moves people"),
    (lambda p: True, r"#\s*define\s+(?!SIM_)", "the only macros are the SIM_ ones"),
    (lambda p: not p.startswith("tests/house/"), r"\bffast-math\b", "never -ffast-math"),
]


INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', flags=re.M)


def without_comments_and_texts(text):
    """The same text with comments and string literals blanked, line by line; include lines keep their quotes."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())
    text = re.sub(r"//[^\n]*|/\*.*?\*/", blank, text, flags=re.S)
    return re.sub(r'^(?!\s*#).*$', lambda line: re.sub(r'"(\\.|[^"\\\n])*"', blank, line.group()), text, flags=re.M)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def cpp_findings(path, text):
    code = without_comments_and_texts(text)
    for match in INCLUDE.finditer(code):
        if not may_include(path, match[1]):
            yield path, line_of(code, match.start(1)), f'may not include "{match[1]}"'
    for holds, pattern, message in PATTERNS:
        if holds(path):
            for match in re.finditer(pattern, code):
                yield path, line_of(code, match.start()), f"{match.group().strip()}: {message}"
    if knows_no_army(path):
        said = re.sub(r"^\s*#\s*include.*$", "", text, flags=re.M)
        for match in ARMY_PART.finditer(said):
            yield path, line_of(said, match.start()), f"{match.group()}: engine, analysis and commands know no army"
    if path.endswith(".hpp"):
        if not text.startswith("///"):
            yield path, 1, "a header starts with /// lines: what, source, units, errors"
        if "#pragma once" not in text:
            yield path, 1, "a header holds #pragma once"
    yield from member_findings(path, text)
    yield from constant_findings(path, text)


def member_findings(path, text):
    """Structs of shared state with more members than a reader can hold in mind."""
    if not path.startswith((DEFECTION + "state/", DEFECTION + "army/")) or not path.endswith(".hpp"):
        return
    code = without_comments_and_texts(text)
    for match in re.finditer(r"\b(?<!enum )(?:struct|class) (\w+)[^;{}()=>]*\{", code):
        members = n_members(body_at(code, match.end()))
        if members > MOST_MEMBERS:
            yield path, line_of(code, match.start()), f"{match[1]} has {members} members (at most {MOST_MEMBERS})"


def body_at(code, start):
    """From behind an opening brace to the one that closes it."""
    depth = 1
    for end in range(start, len(code)):
        depth += {"{": 1, "}": -1}.get(code[end], 0)
        if depth == 0:
            return code[start:end]
    return code[start:]


def without_nested(text, pattern, instead):
    shorter = re.sub(pattern, instead, text)
    return text if shorter == text else without_nested(shorter, pattern, instead)


def n_members(body):
    """Data members of a struct's body, without those of structs in it."""
    body = without_nested(body, r"<[^<>;{}]*>", "")
    body = without_nested(body, r"\{[^{}]*\}", "\0").replace("\0;", ";")
    body = re.sub(r"\b(?:public|private|protected):", "", body)
    count = 0
    for statement in re.split(r"[;\0]", body):
        declared = re.sub(r"=(?:[^,()]|\([^()]*\))*", "", statement).strip()
        if re.match(r"(?:static|using|explicit|friend|template|enum|struct|class|SIM_\w+)\b|.*\boperator\b", declared):
            continue
        if re.match(r"[\w:*&\[\]\s,]+[\s*&]\w+", declared) and "(" not in declared:
            count += 1 + re.sub(r"\[[^\]]*\]", "", declared).count(",")
    return count


def list_findings(root, paths):
    """C++ files that no CMakeLists.txt of their folder names, so that nothing would ever compile them."""
    for path in paths:
        listing = root / pathlib.Path(path).parent / "CMakeLists.txt"
        listed = listing.read_text().split() if listing.exists() else []
        name = pathlib.Path(path).name
        shared_by_tests = path.startswith("tests/") and path.endswith(".hpp")
        is_listed = any(re.sub(r"^.*\(|\)$", "", word) == name for word in listed)
        if path != "cli/main.cpp" and not shared_by_tests and not is_listed:
            yield path, 1, f"stands in no list of {listing.relative_to(root)}"


def folder_findings(root, paths):
    """Folders with a list of their own that the CMakeLists.txt above them does not add."""
    for folder in sorted({pathlib.Path(path).parent for path in paths}):
        above = root / folder.parent / "CMakeLists.txt"
        if not (root / folder / "CMakeLists.txt").exists() or not above.exists():
            continue
        if not re.search(rf"add_subdirectory\((?:\S*/)?{folder.name}[ )]", above.read_text()):
            yield str(folder / "CMakeLists.txt"), 1, f"is not added by {above.relative_to(root)} (add_subdirectory)"


def reached_from(path, included):
    """Every file that one includes, and what these include: itself too, if includes go round in a circle."""
    seen, open_ones = set(), [path]
    while open_ones:
        for header in included.get(open_ones.pop(), ()):
            if header not in seen:
                seen.add(header)
                open_ones.append(header)
    return seen


def circle_findings(texts):
    """Files that include themselves by way of others; and, since the folders army/ and state/ use each other, a header
    of the army that shared state is made of and that uses shared state itself."""
    army, state = DEFECTION + "army/", DEFECTION + "state/"
    included = {path: INCLUDE.findall(text) for path, text in texts.items()}
    for path, headers in included.items():
        if path in reached_from(path, included):
            yield path, 1, "includes itself by way of others"
        if path.startswith(state):
            for header in headers:
                above = sorted(one for one in reached_from(header, included) if one.startswith(state))
                if header.startswith(army) and above:
                    yield path, 1, f"may not include {header}, which uses {above[0]}: shared state lies below it"


def name_findings(paths):
    for path in paths:
        vague = re.search(r"(^|/)(utils?|common|helpers?|misc)(/|\.|_test)", path)
        if vague:
            yield path, 1, f"name the thing, not '{vague[2]}'"


def code_files(root):
    files = (path for part in CODE for path in (root / part).rglob("*") if path.suffix in (".cpp", ".hpp"))
    return sorted(str(path.relative_to(root)) for path in files)


def prose_files(root):
    """Pages, scenarios, and what is written in Python."""
    patterns = ("*.md", "docs/*.md", "scenarios/**/*.toml", "analysis/**/*.py", "tests/**/*.py")
    return sorted(str(path.relative_to(root)) for pattern in patterns for path in root.glob(pattern))


PAGES_OF_MODELS = ("docs/odd.md", "docs/civil-violence.md", "docs/threshold.md", "docs/adding-a-model.md")


def findings(root):
    root = pathlib.Path(root)
    paths = code_files(root)
    texts = {path: (root / path).read_text() for path in paths}
    found = [finding for path, text in texts.items() for rule in (cpp_findings, equations.findings, words.findings)
             for finding in rule(path, text)]
    pages = {page: root / page for page in PAGES_OF_MODELS}
    found += [finding for page, file in pages.items() if file.exists()
              for finding in equations.page_findings(page, file.read_text())]
    found += [finding for path in prose_files(root) for finding in words.findings(path, (root / path).read_text())]
    found += sizes.findings(texts, without_comments_and_texts)
    found += circle_findings(texts)
    return found + list(list_findings(root, paths)) + list(folder_findings(root, paths)) + list(
        name_findings(paths))


if __name__ == "__main__":
    found = findings(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
    for path, line, what in found:
        print(f"{path}:{line}: {what}")
    sys.exit(1 if found else 0)
