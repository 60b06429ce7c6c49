#include "sim/sweep/load_scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "sim/param/table_reader.hpp"
#include "sim/param/wording.hpp"
#include "sim/results/header.hpp"
#include "sim/sweep/cases.hpp"

namespace sim::sweep {
namespace {

const Model* find_model(const param::Value& document, const std::string& path, const Models& models,
                        Problems& problems) {
    std::vector<std::string> names;
    for (const auto& model : models) names.emplace_back(model->name());
    if (!document.map().find("model") && document.map().find("scenario")) {
        problems.add({path, 0, 0}, "", "is a sweep, not a scenario (see `muster sweep`)");
        return nullptr;
    }
    if (!document.map().find("model")) {
        problems.add(
            {path, 0, 0}, "model",
            fmt::format("is required ({}; a file that others extend, such as a behaviour file, has none and is "
                        "checked through them)",
                        param::instead_of("", names)));
        return nullptr;
    }
    const auto before = problems.size();
    const auto at = param::Reader(document, "", problems).choice("model", 0, names);
    return problems.size() == before ? models[at].get() : nullptr;
}

}  // namespace

namespace {

LoadedScenario load(const std::string& name, const Models& models, Problems& problems, auto&& read) {
    LoadedScenario loaded;
    const auto before = problems.size();
    const param::Value document = read();
    if (problems.size() == before) loaded.model = find_model(document, name, models, problems);
    if (loaded.model) loaded.scenario = loaded.model->load(document, problems);
    if (problems.size() > before) loaded.scenario.reset();
    if (loaded.scenario) loaded.toml = param::to_toml(document);
    return loaded;
}

}  // namespace

void check_title(const param::Value& document, Problems& problems) {
    constexpr std::size_t longest = 1000;  // [byte]
    const auto* title = document.is_map() ? document.map().find("title") : nullptr;
    if (title && title->is_text() && title->text().size() > longest)
        problems.add(title->place, "title",
                     fmt::format("is {} bytes long (allowed {}; shorten it, and say the rest in a comment)",
                                 title->text().size(), longest));
}

LoadedScenario load_scenario(const std::string& path, const Models& models, Problems& problems) {
    return load(path, models, problems, [&] {
        auto document = param::read_resolved(path, problems);
        check_title(document, problems);
        return document;
    });
}

namespace {

using results::cases_key;

struct NamedScenario {
    std::string name, path;
    LoadedScenario loaded;
};

LoadedScenario joined(std::vector<NamedScenario> loaded, Problems& problems) {
    LoadedScenario all;
    all.model = loaded.front().loaded.model;
    std::vector<Case> cases;
    param::Map texts;
    for (auto& [name, path, one] : loaded) {
        if (!one.scenario) return all;
        if (one.model != all.model)
            problems.add({path, 0, 0}, "model",
                         fmt::format("is '{}', but that of {} is '{}' (a sweep compares scenarios of one model)",
                                     one.model->name(), loaded.front().path, all.model->name()));
        if (std::ranges::find(cases, name, &Case::name) != cases.end())
            problems.add({path, 0, 0}, "", fmt::format("another scenario is named '{}' already (rename one)", name));
        cases.push_back({name, std::move(one.scenario)});
        texts.entries.emplace_back(name, param::parse_toml(one.toml, path, problems));
    }
    if (!problems.empty()) return all;
    all.scenario = std::make_unique<Cases>(std::move(cases));
    param::Map top;
    top.entries.emplace_back(std::string(cases_key), param::Value{std::move(texts), {}});
    all.toml = param::to_toml({std::move(top), {}});
    return all;
}

}  // namespace

LoadedScenario load_cases(const std::vector<std::string>& paths, const Models& models, Problems& problems) {
    std::vector<NamedScenario> loaded;
    for (const auto& path : paths)
        loaded.push_back({std::filesystem::path(path).stem().string(), path, load_scenario(path, models, problems)});
    return joined(std::move(loaded), problems);
}

LoadedScenario load_resolved(const std::string& toml, const std::string& name, const Models& models,
                             Problems& problems) {
    auto document = param::parse_toml(toml, name, problems);
    const auto* cases = document.is_map() ? document.map().find(cases_key) : nullptr;
    if (!cases || !cases->is_map() || cases->map().entries.size() < 2)
        return load(name, models, problems, [&] { return std::move(document); });
    std::vector<NamedScenario> loaded;
    for (const auto& [its_name, its_document] : cases->map().entries) {
        const auto path = name + ", " + its_name;
        loaded.push_back({its_name, path, load(path, models, problems, [&] { return its_document; })});
    }
    return joined(std::move(loaded), problems);
}

}  // namespace sim::sweep
