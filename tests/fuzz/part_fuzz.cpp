// A part with whatever content, its digest made to fit: it is refused, or its runs are read. All that is handed on as a
// block can be stored as it is.
#include <algorithm>
#include <cstring>
#include <span>

#include "sim/results/digest.hpp"
#include "sim/sweep/part_index.hpp"
#include "tests/fuzz/sandbox.hpp"
#include "tests/sim/results/synthetic.hpp"

namespace {

using namespace sim::results;

const Header& plan() {
    static const Header header = synthetic::header(2, 2, 2, 3);
    return header;
}

/// Sets what a mutation cannot guess: whose plan it is, and the digest over all other bytes.
std::string with_identity_and_digest(std::string_view content) {
    constexpr std::size_t begin = 8;  // [byte] before the identity
    static const Identity identity = identity_of(plan());
    std::string part(content);
    if (part.size() >= begin + identity.size()) std::memcpy(&part[begin], identity.data(), identity.size());
    Sha256 sum;
    sum.add(std::as_bytes(std::span(part)));
    const auto digest = sum.bytes();
    return part.append(reinterpret_cast<const char*>(digest.data()), digest.size());
}

void read_all(const sim::sweep::PartIndex& parts) {
    parts.for_each_run([](std::uint64_t point, std::uint32_t replicate, Status status) {
        fuzz::require(point < plan().n_points && replicate < plan().n_replicates && status != Status::missing);
    });
    const auto extents = extents_of(plan().outputs);
    for (std::uint32_t replicate = 0; replicate < plan().n_replicates; ++replicate) {
        if (const auto block = parts.block(0, replicate)) {
            fuzz::require(block->n_points() == plan().n_points && block->stored().size() == extents.size());
            for (std::size_t v = 0; v < extents.size(); ++v)
                if (!extents[v].gathered)
                    static_cast<void>(decompress_chunk(block->stored()[v], plan().n_points * extents[v].bytes(),
                                                       extents[v].element_size));
        }
        for (std::uint64_t point = 0; point < plan().n_points; ++point) static_cast<void>(parts.run(point, replicate));
    }
    static_cast<void>(parts.encoded());
    parts.overlaps().refuse_conflicts();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::Sandbox sandbox;
    sandbox.write("part-1of1-00000001", with_identity_and_digest(fuzz::text_of(data, size)));
    sim::sweep::PartIndex parts(plan());
    static_cast<void>(parts.read("."));
    try {
        read_all(parts);
    } catch (const sim::InputError&) {
    }
    return 0;
}
