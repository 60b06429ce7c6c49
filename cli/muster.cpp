#include "cli/muster.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/signals.hpp"
#include "cli/version.hpp"
#include "sim/version.hpp"

namespace cli {
namespace {

/// "there is no option --sed (did you mean '--seed'?)": CLI11 alone names what is left over, not what was meant.
std::string unknown_option(const CLI::App& app, int argc, char** argv) {
    const CLI::App* asked = &app;
    while (!asked->get_subcommands().empty()) asked = asked->get_subcommands().front();
    std::vector<std::string> options;
    for (const auto* option : asked->get_options())
        for (const auto& name : option->get_lnames()) options.push_back("--" + name);
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument(argv[i]);
        if (argument == "--") break;
        const std::string name(argument.substr(0, argument.find('=')));
        if (!name.starts_with("--") || std::find(options.begin(), options.end(), name) != options.end()) continue;
        const auto near = sim::nearest(name, options);
        return fmt::format("{} has no option {}{}", asked->get_name(), sim::shown(name),
                           near.empty() ? "" : fmt::format(" (did you mean '{}'?)", near));
    }
    return {};
}

/// "'swep' is not a command of muster (did you mean 'sweep'?)", or empty. CLI11 would pass it over if --help follows.
std::string unknown_verb(const CLI::App& app, int argc, char** argv, int at = 1) {
    std::vector<std::string> verbs;
    for (const CLI::App* verb : app.get_subcommands({})) verbs.push_back(verb->get_name());
    if (verbs.empty()) return {};
    if (at >= argc) return fmt::format("{} needs one of {}", app.get_name(), fmt::join(verbs, ", "));
    const std::string first = argv[at];
    if (first.starts_with('-')) return {};
    for (const CLI::App* verb : app.get_subcommands({}))
        if (verb->get_name() == first) return unknown_verb(*verb, argc, argv, at + 1);
    const std::string near = sim::nearest(first, verbs);
    return fmt::format("'{}' is not a command of {}{}", sim::shown(first), app.get_name(),
                       near.empty() ? "" : fmt::format(" (did you mean '{}'?)", near));
}

/// An empty shell variable is not a value: "--shard ''" does not mean all of them.
std::string empty_option(const CLI::App& app) {
    for (const CLI::App* verb : app.get_subcommands())
        for (const auto* option : verb->get_options())
            if (const auto& given = option->results();
                option->nonpositional() && std::find(given.begin(), given.end(), "") != given.end())
                return option->get_name() + " is empty (give it a value, or leave it out)";
    return {};
}

int refuse(const std::string& complaint) {
    say(fmt::format("muster: {}\nmuster: see `muster --help` or `muster COMMAND --help`", complaint));
    return bad_input;
}

int parse_and_act(const sim::sweep::Models& models, int argc, char** argv) {
    Chosen chosen{models, {}};
    CLI::App app(fmt::format("{}. Explains and compares; does not forecast.", sim::version::purpose), "muster");
    app.set_version_flag("--version", version_text());
    app.require_subcommand(1);
    app.footer("Each command has its own --help. Data go to the standard output, messages to the standard error.");
    add_init(app, chosen), add_run(app, chosen), add_sweep(app, chosen), add_plan(app, chosen), add_check(app, chosen);
    add_params(app, chosen), add_keys(app, chosen), add_metrics(app, chosen), add_models(app, chosen),
        add_describe(app, chosen);
    add_export(app, chosen), add_status(app, chosen), add_merge(app, chosen);
    add_replay(app, chosen), add_verify(app, chosen);
    add_compare(app, chosen), add_analyze(app, chosen), add_report(app, chosen);
    if (argc <= 1) {
        say(app.help());
        return bad_input;
    }
    if (const auto unknown = unknown_verb(app, argc, argv); !unknown.empty()) return refuse(unknown);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& wanted) {
        app.exit(wanted);  // --help and --version
        if (!std::cout.flush() && errno != EPIPE)
            throw std::runtime_error(fmt::format("cannot write to the standard output: {}", std::strerror(errno)));
        return done;
    } catch (const CLI::ParseError& error) {
        const auto unknown = unknown_option(app, argc, argv);
        return refuse(unknown.empty() ? error.what() : unknown);
    }
    if (const auto empty = empty_option(app); !empty.empty()) return refuse(empty);
    return chosen.act();
}

}  // namespace

int run_command(const sim::sweep::Models& models, int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a reader that has seen enough is no failure
    std::signal(SIGXFSZ, SIG_IGN);  // a file at its limit of size is a write that fails, and is said
    try {
        const int code = parse_and_act(models, argc, argv);
        return std::fflush(stdout) == 0 || errno == EPIPE ? code : machine_failed;
    } catch (const sim::InputError& error) {
        say(error.what());
        return bad_input;
    } catch (const ReaderGone&) {
        return done;
    } catch (const Interrupted&) {
        say("stopped by a signal; nothing was written");
        return stopped_early;
    } catch (const std::system_error& error) {
        const bool no_thread = error.code() == std::errc::resource_unavailable_try_again;
        say(fmt::format("muster: {}{}", error.what(),
                        no_thread ? ": raise the limit on processes (ulimit -u) or on memory (ulimit -v)" : ""));
    } catch (const std::bad_alloc&) {
        say("muster: out of memory (use a smaller --scale, or fewer --threads)");
    } catch (const std::logic_error& error) {
        say(fmt::format("muster: a bug of ours: {} (please report it with the command and its files)", error.what()));
    } catch (const std::exception& error) {
        say(fmt::format("muster: {}", error.what()));
    }
    return machine_failed;
}

}  // namespace cli

int muster_main(int argc, char** argv) {
    cli::hold_standard_descriptors();
    return cli::run_command(cli::all_models(), argc, argv);
}
