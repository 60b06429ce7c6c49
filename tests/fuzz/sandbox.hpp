/// The folder in which a fuzz target's input files lie: beside what the input writes there, names that read_text_file()
/// must see through (a pipe, a device, a folder, a link to itself).
#pragma once

#include <stdlib.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "sim/check.hpp"

namespace fuzz {

/// A broken promise ends the program, so that libFuzzer keeps the input.
inline void require(bool promise) {
    if (!promise) std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// The promise of every message: no control characters but line breaks between its lines.
inline void require_legible(std::string_view message) {
    require(std::ranges::none_of(message, [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == 127; }));
}

class Sandbox {
 public:
    Sandbox() {
        std::string name = (std::filesystem::temp_directory_path() / "muster-fuzz-XXXXXX").string();
        require(::mkdtemp(name.data()) != nullptr);
        folder_ = name;
        std::filesystem::current_path(folder_);
        require(::mkfifo("pipe.toml", 0600) == 0);
        std::filesystem::create_directory("folder.toml");
        std::filesystem::create_symlink("/dev/zero", "zero.toml");
        std::filesystem::create_symlink("loop.toml", "loop.toml");
    }
    ~Sandbox() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;

    void write(const std::string& name, std::string_view content) const {
        std::ofstream(folder_ / name, std::ios::binary) << content;
    }

    /// Writes `text` under `first`; what stands behind a line "#file NAME" under NAME (one of b.toml, c.toml, d.toml).
    void write_files(std::string_view text, const std::string& first) const {
        constexpr std::string_view mark = "\n#file ";
        for (const char* other : {"b.toml", "c.toml", "d.toml"}) std::filesystem::remove(folder_ / other);
        std::string name = first;
        while (true) {
            const std::size_t end = text.find(mark);
            write(name, text.substr(0, end));
            if (end == text.npos) return;
            text.remove_prefix(end + mark.size());
            name = std::string(1, "bcd"[text.empty() ? 0 : static_cast<unsigned char>(text.front()) % 3]) + ".toml";
            text.remove_prefix(std::min(text.find('\n'), text.size()));
        }
    }

 private:
    std::filesystem::path folder_;
};

}  // namespace fuzz
