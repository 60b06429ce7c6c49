#include "sim/results/digest.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "sim/results/open_file.hpp"
#include "sim/results/pending_file.hpp"

namespace sim::results {

namespace {

constexpr std::size_t hex_digits = 64;

void require(int result) {
    if (result != 1) throw std::runtime_error("libcrypto cannot compute a SHA-256 sum");
}

/// A name as GNU sha256sum writes it: line breaks and backslashes are escaped, and the line then starts with one.
std::string escaped(const std::string& name) {
    std::string text;
    for (const char c : name) {
        if (c == '\\')
            text += "\\\\";
        else if (c == '\n')
            text += "\\n";
        else
            text += c;
    }
    return text;
}

std::string hex_of(std::span<const std::byte> bytes) {
    std::string text;
    for (const std::byte byte : bytes) {
        text += "0123456789abcdef"[std::to_integer<unsigned>(byte) >> 4U];
        text += "0123456789abcdef"[std::to_integer<unsigned>(byte) & 15U];
    }
    return text;
}

}  // namespace

struct Sha256::Impl {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    ~Impl() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : impl_(std::make_unique<Impl>()) {
    if (!impl_->context) throw std::bad_alloc();
    require(EVP_DigestInit_ex(impl_->context, EVP_sha256(), nullptr));
}

Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::byte> bytes) {
    require(EVP_DigestUpdate(impl_->context, bytes.data(), bytes.size()));
}

std::array<std::byte, 32> Sha256::bytes() {
    std::array<std::byte, 32> sum{};
    unsigned size = 0;
    require(EVP_DigestFinal_ex(impl_->context, reinterpret_cast<unsigned char*>(sum.data()), &size));
    return sum;
}

std::string Sha256::hex() { return hex_of(bytes()); }

std::filesystem::path digest_path(const std::filesystem::path& path) { return target_of(path).string() + ".sha256"; }

std::string digest_line(const std::string& hex, const std::filesystem::path& path) {
    const std::string name = path.filename().string(), shown_name = escaped(name);
    return (shown_name == name ? "" : "\\") + hex + "  " + shown_name + "\n";
}

bool is_vouched_for(const OpenFile& file) {
    const std::filesystem::path beside = digest_path(file.path());
    if (std::error_code ignored; !std::filesystem::exists(beside, ignored)) return false;
    const OpenFile digest(beside);
    std::string line(hex_digits + 1, '\0');
    digest.read(0, std::as_writable_bytes(std::span(line)).first(std::min<std::uint64_t>(line.size(), digest.size())));
    if (line.front() == '\\') line.erase(0, 1);
    if (line.substr(0, hex_digits) != hex_of(file.sha256(file.size())))
        file.refuse("is damaged (it does not match " + beside.filename().string() +
                    "): fetch it again, or remove the digest to read it all the same");
    return true;
}

}  // namespace sim::results
