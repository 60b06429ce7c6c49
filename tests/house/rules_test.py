"""The real tree keeps the rules, and each rule catches what it is there for."""
import pathlib
import tempfile
import unittest

import rules

ROOT = pathlib.Path(__file__).parents[2]
HEADER = "/// A thing.\n#pragma once\n"


def findings_of(files):
    """Findings of the rules in a tree that holds `files`; each is listed unless `files` holds its CMakeLists.txt."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
            listing = root / pathlib.Path(path).parent / "CMakeLists.txt"
            if str(listing.relative_to(root)) not in files:
                with listing.open("a") as lines:
                    lines.write(pathlib.Path(path).name + "\n")
        return [f"{path}:{line}: {what}" for path, line, what in rules.findings(root)]


class Rules(unittest.TestCase):
    maxDiff = None

    def test_the_tree_keeps_them(self):
        self.assertEqual([f"{path}:{line}: {what}" for path, line, what in rules.findings(ROOT)], [])

    def test_the_tree_is_seen(self):
        self.assertIn("sim/check.hpp", rules.code_files(ROOT))

    def assert_found(self, path, text, what):
        text = HEADER + text if path.endswith(".hpp") else text
        found = findings_of({path: text})
        self.assertEqual(len(found), 1, found)
        self.assertIn(what, found[0])

    def assert_fine(self, path, text):
        text = HEADER + text if path.endswith(".hpp") else text
        self.assertEqual(findings_of({path: text}), [])

    def test_include_direction(self):
        forbidden = [
            ("sim/run/run.cpp", "models/defection/model.hpp"), ("sim/run/run.cpp", "sim/results/file.hpp"),
            ("sim/sweep/plan.cpp", "analysis/paired.hpp"), ("sim/results/writer.cpp", "sim/sweep/plan.hpp"),
            ("models/defection/a.cpp", "models/threshold/b.hpp"), ("models/defection/a.cpp", "sim/results/file.hpp"),
            ("analysis/sobol.cpp", "models/defection/model.hpp"), ("analysis/sobol.cpp", "cli/run.hpp"),
            ("analysis/sobol.cpp", "sim/sweep/plan.hpp"), ("analysis/numerics/a.cpp", "analysis/sobol.hpp"),
            ("analysis/numerics/a.cpp", "sim/random/stream.hpp"), ("models/a/a.cpp", "analysis/numerics/a.hpp"),
            ("cli/run.cpp", "models/defection/model.hpp"),
        ]
        for path, header in forbidden:
            with self.subTest(path=path, header=header):
                self.assert_found(path, f'#include "{header}"\n', f'may not include "{header}"')
        allowed = [
            ("sim/run/run.cpp", "sim/param/value.hpp"), ("sim/sweep/plan.cpp", "sim/results/file.hpp"),
            ("models/defection/a.cpp", "models/defection/b.hpp"), ("models/defection/a.cpp", "sim/hazard/clock.hpp"),
            ("analysis/sobol.cpp", "sim/results/file.hpp"),
            ("analysis/sobol.cpp", "analysis/numerics/a.hpp"), ("cli/models.cpp", "models/defection/model.hpp"),
            ("tests/sim/run_test.cpp", "models/defection/model.hpp"),
        ]
        for path, header in allowed:
            with self.subTest(path=path, header=header):
                self.assert_fine(path, f'#include "{header}"\n')

    def test_rooms_of_the_defection_model(self):
        for path, header in [
            ("models/defection/mechanisms/a.hpp", "models/defection/mechanisms/b.hpp"),
            ("models/defection/mechanisms/a.hpp", "models/defection/schedule.hpp"),
            ("models/defection/state/a.hpp", "models/defection/mechanisms/b.hpp"),
            ("models/defection/army/a.hpp", "models/defection/record/tally.hpp"),
        ]:
            with self.subTest(path=path, header=header):
                self.assert_found(path, f'#include "{header}"\n', f'may not include "{header}"')
        self.assert_fine("models/defection/mechanisms/a.cpp", '#include "models/defection/mechanisms/a.hpp"\n')
        self.assert_fine("models/defection/mechanisms/a.hpp", '#include "models/defection/army/roster.hpp"\n')

    def test_includes_go_in_no_circle(self):
        def header(*included):
            return HEADER + "".join(f'#include "{one}"\n' for one in included)
        unit, week = "models/defection/army/unit.hpp", "models/defection/state/week.hpp"
        draft, terms = "models/defection/army/draft.hpp", "models/defection/state/terms.hpp"
        fine = {unit: header(), week: header(), terms: header(unit, week), draft: header(unit, terms)}
        self.assertEqual(findings_of(fine), [])
        both = findings_of(fine | {unit: header(draft)})
        self.assertEqual([line.split(": ")[1] for line in both],
                         ["includes itself by way of others"] * 3 + [f"may not include {unit}, which uses {terms}"])
        self.assertEqual(findings_of(fine | {terms: header(unit, draft), draft: header(week)}),
                         [f"{terms}:1: may not include {draft}, which uses {week}: shared state lies below it"])

    def test_phases_ask_for_what_they_touch(self):
        self.assert_found("models/defection/mechanisms/a.hpp", "void policy(Army& army);\n", "a phase asks")
        for line in ["person.rank = Rank::nco;", "person->rank = Rank::nco;", "army_.people[who] = other;",
                     "people_[f(who)].status = to;", "people_[who] = {};"]:
            with self.subTest(line=line):
                self.assert_found("models/defection/mechanisms/a.hpp", line + "\n", "the roster alone")
        self.assert_fine("models/defection/army/a.hpp", "Planner p{.company = c};\nx = people[who];\n")

    def test_shared_state_is_small(self):
        members = "".join(f"    double m{i} = 0;\n" for i in range(12))
        self.assert_fine("models/defection/state/a.hpp", f"struct A {{\n{members}}};\n")
        self.assert_found("models/defection/state/a.hpp", f"struct A {{\n{members}    int n;\n}};\n", "13 members")
        self.assert_found("models/defection/state/a.hpp", f"struct A {{\n{members}    int n, m;\n}};\n", "14 members")
        for more in ["std::function<void(int, int)> f;", "double x = f(1, 2);", "std::vector<A> v{f(1), 2};"]:
            with self.subTest(more=more):
                body = f"{members}    {more}\n"
                self.assert_found("models/defection/state/a.hpp", f"struct A {{\n{body}}};\n", "13 members")
        inner = f"    struct B {{\n{members}    int n;\n    }};\n    B b;\n"
        self.assert_found("models/defection/state/a.hpp", f"struct A {{\n{inner}}};\n", "B has 13 members")
        functions = ("    A() : m0(f()) {}\n    int f(int a, int b) const;\n    void g() { int a; int b; }\n"
                     "    static int s;\n    A& operator=(const A&) = delete;\n")
        self.assert_fine("models/defection/army/a.hpp", f"struct A {{\n{members}{functions}}};\n")

    def test_numbers_in_equations_are_parameters(self):
        path = "models/defection/mechanisms/a.hpp"
        self.assert_found(path, "double f(double x) { return 0.35 * x; }\n", "0.35: a number in an equation")
        self.assert_found(path, "float f(float x) { return 8.0F * x; }\n", "8.0F: a number in an equation")
        self.assert_fine(path, 'SIM_PARAM(double, a, 0.35, "1", in(0, 5), behaviour, "meaning", "assumed");\n')
        self.assert_fine(path, "double f(double x) { return 1.0 - x; }  // 0.35\n")
        self.assert_found(path, "double f(double x) { return .5 * x; }\n", ".5: a number in an equation")
        self.assert_found(path, "double f(double x) { return 3 * x; }\n", "3: a number in an equation")
        self.assert_found(path, "constexpr double tiny = 0.1;  // assumed\n", "0.1: a number in an equation")
        self.assert_fine(path, "constexpr double tiny = 1e-9;  // keeps from dividing by zero\n")
        for room in ("army", "state", "record"):
            other = f"models/defection/{room}/a.hpp"
            with self.subTest(room=room):
                self.assert_found(other, "double f(double x) { return 13 * x; }\n", "or a constant with a name")
                self.assert_found(other, "constexpr float least_log = -25.0F;\n", "or a constant with a name")
                self.assert_fine(other, "constexpr float least_log = -25.0F;  // [log 1/week] never\n")
                self.assert_fine(other, "std::array<int, 5> a;\nint b = a[3], c = (b >> 32) & 0xFF, d = 0.5 * b;\n")

    def test_what_may_not_decide_a_result(self):
        for path, line in [
            ("models/a/m.hpp", "double h = std::exp(x);"), ("sim/hazard/c.cpp", "auto s = row.sum();"),
            ("models/a/m.hpp", "std::unordered_map<int, int> m;"),
            ("sim/run/r.cpp", "auto t = std::chrono::steady_clock::now();"),
            ("sim/network/n.cpp", "#include <thread>"), ("models/a/m.cpp", "#include <fstream>"),
            ("sim/agents/a.cpp", "#include <boost/random/sobol.hpp>"), ("cli/run.cpp", "#include <random>"),
            ("cli/run.cpp", "#define LOG(x)"), ("tests/sim/a_test.cpp", "int r = std::rand();"),
        ]:
            with self.subTest(path=path, line=line):
                self.assert_found(path, line + "\n", ": ")

    def test_comments_and_texts_are_not_code(self):
        self.assert_fine("models/a/m.cpp", 'double h = own(x);  // std::exp(x)\nauto t = "std::exp(x)";\n')

    def test_engine_and_commands_know_no_army(self):
        for path, line in [("cli/run.cpp", 'put("company:N");'), ("sim/run/r.cpp", "// share of the real force"),
                           ("sim/sweep/s.hpp", "int n_soldiers;"), ("analysis/a.cpp", "// of an army"),
                           ("cli/a.cpp", 'put("_conscript");'), ("sim/run/r.cpp", "struct SoldierCount;"),
                           ("sim/param/p.hpp", "// such as conscription"), ("cli/a.cpp", "int soldiers_left;"),
                           ("cli/a.cpp", 'has("joined_opposition")')]:
            with self.subTest(path=path, line=line):
                self.assert_found(path, line + "\n", "engine, analysis and commands know no army")
        self.assert_fine("cli/models.cpp", "models.push_back(defection::make_model());\n")
        self.assert_fine("models/defection/a.cpp", "// an army\n")
        self.assert_fine("sim/run/r.cpp", "bool force = false;  // of an accompanying file\n")
        self.assert_fine("sim/run/r.cpp", "bool is_observing;  // executing, unarmyed\n")

    def test_headers_say_what_they_are(self):
        found = findings_of({"sim/a.hpp": "int a();\n"})
        self.assertEqual([text.split(": ")[1][:8] for text in found], ["a header", "a header"])

    def test_a_file_in_no_list_is_found(self):
        listing = "muster_files(sim_core\n  not_lost.cpp)\n"
        found = findings_of({"sim/run/lost.cpp": "\n", "sim/run/CMakeLists.txt": listing})
        self.assertEqual(found, ["sim/run/lost.cpp:1: stands in no list of sim/run/CMakeLists.txt"])

    def test_a_folder_that_nothing_adds_is_found(self):
        files = {"sim/CMakeLists.txt": "add_subdirectory(run)\n", "sim/run/CMakeLists.txt": "list(a.cpp)\n",
                 "sim/run/a.cpp": "\n", "sim/lost/CMakeLists.txt": "list(b.cpp)\n", "sim/lost/b.cpp": "\n"}
        self.assertEqual(findings_of(files),
                         ["sim/lost/CMakeLists.txt:1: is not added by sim/CMakeLists.txt (add_subdirectory)"])

    def test_equations_stand_one_a_line(self):
        for lines, what in [
            (["R = r + w J;   c = 2 min(R, L) / (R + L)"], "two equations"),
            (["dF/dt = (clip(a = 0, 1) - F) / lag,  g = 2"], "two equations"),
            (["all: it fell;  none: the rest"], "two equations"),
            (["s = R / (R + 0.02"], "broken in two"),
            (["deaths [1/week] = " + "death_rate " * 8, "contact_r exposure"], "broken in two"),
        ]:
            with self.subTest(lines=lines):
                self.assert_found("models/a/m.cpp", "".join(f"///     {line}\n" for line in lines), what)
        self.assert_fine("models/a/m.cpp", "///     R = r + sum(k = 1, 2)\n///     ln h += -b R\n/// a = 1;  b = 2\n"
                         "//     int a();  // a row\n")

    def test_equations_of_pages_stand_one_a_line(self):
        listing = {"docs/CMakeLists.txt": ""}
        for line in ["s = x / (1 + |x|),  b = 2", "ln h += effect G;      inflow = wound K"]:
            with self.subTest(line=line):
                found = findings_of({"docs/odd.md": f"Text.\n\n    {line}\n", **listing})
                self.assertEqual(len(found), 1, found)
                self.assertIn("docs/odd.md:3: two equations", found[0])
        page = "a = 1; b = 2\n\n    s = 1 (x = 2)     W: posts\n"
        self.assertEqual(findings_of({"docs/odd.md": page, **listing}), [])

    def test_long_functions_are_found(self):
        def body(n):
            return "void f(int a,\n       int b) {\n" + "    if (a) {\n    }\n" * (n // 2) + "}\n"
        self.assert_found("models/a/m.cpp", "\n" + body(60), "m.cpp:3: a function of 62 lines")
        self.assert_fine("models/a/m.cpp", body(58))
        data = "struct S {\n" + "    int x;\n" * 90 + "};\nint t[] = {\n" + "    1,\n" * 90 + "};\n"
        self.assert_fine("models/a/m.cpp", "auto brace = '{';\nauto text = R\"(\n{)\";\n" + data)

    def test_long_files_are_found(self):
        short = {f"sim/a{i}.cpp": "\n" for i in range(12)}
        self.assertEqual(findings_of({**short, "sim/long.cpp": "\n" * 400, "sim/b.cpp": "\n" * 200}), [])
        self.assertIn("has 401 lines: 400 are the limit", findings_of({**short, "sim/long.cpp": "\n" * 401})[0])
        self.assertIn("has 301 lines", findings_of({**short, "models/a/mechanisms/long.cpp": "\n" * 301})[0])
        many = findings_of({**short, "sim/long.cpp": "\n" * 300, "sim/b.cpp": "\n" * 201})
        self.assertEqual([text.split(": ")[1] for text in many], ["2 files, this and longer ones, have over 200 lines"])

    def test_sentences_begin_with_an_actor_or_a_thing(self):
        self.assert_found("sim/a.cpp", "/// What a run keeps.\n", "a.cpp:1: What ...: name the actor")
        self.assert_found("sim/a.cpp", "// Keeps all. Who left is counted.\n", "a.cpp:1: Who ...")
        pages = [("# A\n\nAll is well. Where it rains\nit pours.\n", 3), ("What one side says is reported.\n", 1)]
        for page, at in pages:
            self.assertIn(f"docs/a.md:{at}: Wh", findings_of({"docs/CMakeLists.txt": "", "docs/a.md": page})[0])
        fine = "# What a run is\n\nWhat if it rains? Say what falls.\n\n```\n# What falls\n```\n| Who | counts |\n"
        self.assertEqual(findings_of({"docs/CMakeLists.txt": "", "docs/a.md": fine}), [])
        self.assert_fine("sim/a.cpp", "/// Keeps what a run says.\nauto text = \"What now\";\n")

    def test_vague_names_are_found(self):
        self.assert_found("sim/utils/a.cpp", "\n", "name the thing")


if __name__ == "__main__":
    unittest.main()
