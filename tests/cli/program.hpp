/// The program with the toy model, called as a function.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/called_program.hpp"
#include "tests/sim/sweep/files.hpp"

namespace program {

inline Answer muster(std::vector<std::string> words) { return call(files::toy_models(), std::move(words)); }

/// A folder with toy.toml and, of this text after the line that names it, sweep.toml.
class Folder : public files::Folder {
 public:
    explicit Folder(const std::string& sweep = "") {
        write("toy.toml", files::toy_scenario);
        write("sweep.toml", "scenario = \"toy.toml\"\n" + sweep);
    }
    bool holds(const std::string& name) const { return std::filesystem::exists(path(name)); }
};

}  // namespace program
