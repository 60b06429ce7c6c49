#include "cli/muster.hpp"

#include <H5public.h>
#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "models/defection/defection.hpp"
#include "sim/version.hpp"

namespace cli {
namespace {

sim::sweep::Models all_models() {
    sim::sweep::Models models;
    models.push_back(defection::make_model());
    return models;
}

std::string version_text() {
    unsigned major = 0, minor = 0, release = 0;
    H5get_libversion(&major, &minor, &release);
    return fmt::format("muster {} (commit {})\nbuilt with {} [{}] for {}\nHDF5 {}.{}.{}, zlib {}, fmt {}",
                       sim::version::version, sim::version::commit, sim::version::compiler, sim::version::flags,
                       sim::version::level, major, minor, release, zlibVersion(), FMT_VERSION);
}

/// What to say of a command line that CLI11 refused: its own words, and the nearest verb if the first word is none.
std::string complaint(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
    std::string text = error.what();
    std::vector<std::string> verbs;
    for (const CLI::App* verb : app.get_subcommands({})) verbs.push_back(verb->get_name());
    const std::string first = argc > 1 ? argv[1] : "";
    if (!first.empty() && first[0] != '-' && std::find(verbs.begin(), verbs.end(), first) == verbs.end()) {
        text = fmt::format("'{}' is no command of muster", sim::shown(first));
        if (const std::string near = sim::nearest(first, verbs); !near.empty())
            text += fmt::format(" (did you mean '{}'?)", near);
    }
    return text;
}

int parse_and_act(int argc, char** argv) {
    const sim::sweep::Models models = all_models();
    Chosen chosen{models, {}};
    CLI::App app("Agent-based simulation of military cohesion and defection. Explains and compares; does not forecast.",
                 "muster");
    app.set_version_flag("--version", version_text());
    app.require_subcommand(1);
    app.footer("Each command has its own --help. Data go to the standard output, messages to the standard error.");
    add_init(app, chosen), add_run(app, chosen), add_sweep(app, chosen), add_plan(app, chosen), add_check(app, chosen);
    add_params(app, chosen), add_metrics(app, chosen), add_models(app, chosen), add_describe(app, chosen);
    add_export(app, chosen);
    if (argc <= 1) {
        fmt::print("{}", app.help());
        return done;
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& wanted) {
        app.exit(wanted);  // --help and --version
        return done;
    } catch (const CLI::ParseError& error) {
        say(fmt::format("muster: {}\nmuster: see `muster --help` or `muster COMMAND --help`",
                        complaint(app, error, argc, argv)));
        return bad_input;
    }
    return chosen.act();
}

}  // namespace
}  // namespace cli

int muster_main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a reader that has seen enough is no failure
    try {
        const int code = cli::parse_and_act(argc, argv);
        return std::fflush(stdout) == 0 || errno == EPIPE ? code : cli::machine_failed;
    } catch (const sim::InputError& error) {
        cli::say(error.what());
        return cli::bad_input;
    } catch (const std::bad_alloc&) {
        cli::say("muster: out of memory (use a smaller --scale, or fewer --threads)");
    } catch (const std::logic_error& error) {
        cli::say(
            fmt::format("muster: a bug of ours: {} (please report it with the command and its files)", error.what()));
    } catch (const std::exception& error) {
        cli::say(fmt::format("muster: {}", error.what()));
    }
    return cli::machine_failed;
}
