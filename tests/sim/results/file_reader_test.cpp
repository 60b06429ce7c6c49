#include "sim/results/file_reader.hpp"

#include <H5Cpp.h>
#include <gtest/gtest.h>

#include <fstream>
#include <span>

#include "sim/check.hpp"
#include "tests/sim/results/scratch.hpp"
#include "tests/sim/results/synthetic.hpp"

namespace {

using namespace sim::results;

std::string sha256_of(const std::string& content) {
    Sha256 sum;
    sum.add(std::as_bytes(std::span(content)));
    return sum.hex();
}

std::string refusal(const std::filesystem::path& path) {
    return message_of<sim::InputError>([&] { Reader{path}; });
}

/// A results file changed by `change`, without its digest.
template <class Change>
std::filesystem::path changed(const Scratch& scratch, Change&& change) {
    auto path = scratch / "out.h5";
    synthetic::write(path, synthetic::header(2, 2, 2, 5), true);
    std::filesystem::remove(digest_path(path));
    H5::H5File file(path.string(), H5F_ACC_RDWR);
    change(file);
    return path;
}

/// Makes all texts of a data set the first one, as stored: 16 bytes that say where it lies.
void repeat_first_reference(H5::H5File& file, const H5::DataSet& set, hsize_t size) {
    file.flush(H5F_SCOPE_GLOBAL);
    const haddr_t at = set.getOffset();
    std::fstream bytes(file.getFileName(), std::ios::binary | std::ios::in | std::ios::out);
    char reference[16];
    bytes.seekg(static_cast<std::streamoff>(at)).read(reference, sizeof reference);
    bytes.seekp(static_cast<std::streamoff>(at));
    for (hsize_t i = 0; i < size; ++i) bytes.write(reference, sizeof reference);
}

TEST(Digest, IsThePublishedFunction) {  // FIPS 180-4, the example "abc"
    EXPECT_EQ(sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Digest, StandsBesideTheFileAsSha256sumWritesIt) {
    const Scratch scratch;
    synthetic::write(scratch / "out.h5", synthetic::header(2, 2, 1, 3));
    EXPECT_EQ(content_of(scratch / "out.h5.sha256"), sha256_of(content_of(scratch / "out.h5")) + "  out.h5\n");
    const std::string command = "cd '" + scratch.folder().string() + "' && sha256sum --quiet --strict -c out.h5.sha256";
    EXPECT_EQ(std::system(command.c_str()), 0);
    EXPECT_EQ(digest_line("00", "a\\b\nc"), "\\00  a\\\\b\\nc\n");
}

TEST(Reader, RefusesAFileThatDoesNotMatchItsDigest) {
    const Scratch scratch;
    const auto path = scratch / "out.h5";
    synthetic::write(path, synthetic::header(2, 2, 1, 3));
    std::string content = content_of(path);
    content[content.size() / 2] = static_cast<char>(content[content.size() / 2] ^ 1);
    set_content(path, content);
    EXPECT_EQ(refusal(path), path.string() +
                                 ": is damaged (it does not match out.h5.sha256): fetch it again, or remove "
                                 "the digest to read it all the same");
    set_content(scratch / "out.h5.sha256", "");
    EXPECT_NE(refusal(path).find("is damaged"), std::string::npos);
}

TEST(Reader, ReadsAFileWithoutADigest) {
    const Scratch scratch;
    synthetic::write(scratch / "out.h5", synthetic::header(2, 2, 1, 3));
    std::filesystem::remove(scratch / "out.h5.sha256");
    EXPECT_EQ(Reader(scratch / "out.h5").header().n_points, 4u);
}

/// The golden file with one bit of a text's length changed: libhdf5 1.10.8 then copies a quarter of a gigabyte from a
/// buffer of 4 kB, and h5dump crashes on it, too.
std::filesystem::path that_crashes_libhdf5(const Scratch& scratch) {
    constexpr std::size_t offset = 6307, bit = 4;
    std::string content = content_of(std::filesystem::path(MUSTER_SOURCE_DIR) / "tests/sim/results/golden/format-1.h5");
    content[offset] = static_cast<char>(content[offset] ^ (1 << bit));
    set_content(scratch / "out.h5", content);
    return scratch / "out.h5";
}

TEST(Reader, EndsInAMessageWhereLibhdf5Crashes) {
    const Scratch scratch;
    const auto path = that_crashes_libhdf5(scratch);
    const std::string before = path.string() + ": damaged or hostile file (its reader ",
                      after = "): fetch it again, together with out.h5.sha256, or compute it again";
    const std::string said = refusal(path);
    EXPECT_TRUE(said.starts_with(before) && said.ends_with(after)) << said;
}

/// All that the commands ask of a file.
void read_all(const std::filesystem::path& path) {
    const Reader reader(path);
    reader.written_by(), reader.status(), reader.failures(), reader.content_digest();
    for (const auto& name : reader.table_names()) static_cast<void>(reader.rows(name, 0, reader.n_rows(name)));
    for (const auto& variable : reader.header().outputs.variables)
        reader.values(variable), reader.values(variable, 0, 0);
}

TEST(Reader, ReadsOrRefusesAFileOfWhichAnyBitIsChangedOrTheEndIsMissing) {
    const Scratch scratch;
    const std::string good =
        content_of(std::filesystem::path(MUSTER_SOURCE_DIR) / "tests/sim/results/golden/format-1.h5");
    std::size_t n = 0, n_read = 0, n_crashed = 0;
    const auto try_one = [&](const std::string& content) {
        set_content(scratch / "out.h5", content);
        ++n;
        try {
            read_all(scratch / "out.h5");
            ++n_read;
        } catch (const sim::InputError& error) {
            n_crashed += std::string_view(error.what()).find("hostile") != std::string_view::npos ? 1 : 0;
        }
    };
    for (std::size_t bit = 0; bit < 8 * good.size(); bit += 8 * good.size() / 200) {
        std::string bad = good;
        bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << bit % 8));
        try_one(bad);
    }
    for (std::size_t size = 0; size < good.size(); size += good.size() / 20) try_one(good.substr(0, size));
    EXPECT_GT(n_read, n / 4);
    EXPECT_GT(n - n_read, n / 4);
    EXPECT_LT(n_crashed, n / 20);  // libhdf5 does in about 1 of 100: many more would be our own
}

TEST(Reader, NeverOpensADamagedFileThatHasItsDigest) {
    const Scratch scratch;
    const auto path = that_crashes_libhdf5(scratch);
    set_content(digest_path(path), sha256_of(content_of(std::filesystem::path(MUSTER_SOURCE_DIR) /
                                                        "tests/sim/results/golden/format-1.h5")) +
                                       "  out.h5\n");
    EXPECT_NE(refusal(path).find("is damaged (it does not match out.h5.sha256)"), std::string::npos);
}

TEST(Reader, ReadsWhatItCheckedAlthoughTheNameIsAnothers) {
    const Scratch scratch;
    synthetic::write(scratch / "out.h5", synthetic::header(2, 2, 1, 3));
    const Reader reader(scratch / "out.h5");
    synthetic::write(scratch / "other.h5", synthetic::header(3, 2, 1, 3));
    std::filesystem::rename(scratch / "other.h5", scratch / "out.h5");
    EXPECT_EQ(reader.status().size(), 4U);
}

TEST(Reader, RefusesAChunkThatInflatesToLess) {  // of which libhdf5 would read what lies behind it in memory
    const Scratch scratch;
    const auto path = changed(scratch, [](H5::H5File& file) {
        const auto chunk = compress_chunk(std::vector<std::byte>(100), 4).bytes;
        const std::vector<hsize_t> at(4, 0);
        const H5::DataSet set = file.openDataSet("serving");
        ASSERT_GE(H5Dwrite_chunk(set.getId(), H5P_DEFAULT, 0, at.data(), chunk.size(), chunk.data()), 0);
    });
    EXPECT_EQ(refusal(path), path.string() + ": is damaged (a chunk cannot be decompressed)");
}

TEST(Reader, RefusesADataSetThatLiesInAnotherFile) {
    const Scratch scratch;
    set_content(scratch / "secret", std::string(64, 'x'));
    const auto path = changed(scratch, [&](H5::H5File& file) {
        file.unlink("scale");
        const hsize_t size = 4;
        H5::DSetCreatPropList creation;
        creation.setExternal((scratch / "secret").c_str(), 0, 4 * sizeof(double));
        file.createDataSet("scale", H5::PredType::IEEE_F64LE, H5::DataSpace(1, &size), creation);
    });
    EXPECT_EQ(refusal(path), path.string() + ": is not a results file of muster (scale lies in another file)");
}

TEST(Reader, RefusesWhatIsNoResultsFile) {
    const Scratch scratch;
    EXPECT_EQ(refusal(scratch / "none.h5"), (scratch / "none.h5").string() + ": there is no such file");
    EXPECT_EQ(refusal(scratch.folder()), scratch.folder().string() + ": is not a regular file");
    set_content(scratch / "text.h5", "point,replicate\n0,1\n");
    EXPECT_EQ(refusal(scratch / "text.h5"),
              (scratch / "text.h5").string() + ": is not a results file of muster (it is not HDF5)");
    set_content(scratch / "empty.h5", "");
    EXPECT_NE(refusal(scratch / "empty.h5").find("is not a results file of muster"), std::string::npos);
    H5::H5File((scratch / "other.h5").string(), H5F_ACC_TRUNC).close();
    EXPECT_EQ(
        refusal(scratch / "other.h5"),
        (scratch / "other.h5").string() + ": is not a results file of muster (it has no filetype muster-results)");
}

TEST(Reader, RefusesAnotherFormatAndNamesTheVersionThatWroteIt) {
    const Scratch scratch;
    const auto path = changed(scratch, [](H5::H5File& file) {
        const int newer = 3;
        file.openAttribute("format_version").write(H5::PredType::NATIVE_INT, &newer);
    });
    EXPECT_EQ(refusal(path), path.string() +
                                 ": has format 3 (this program reads 1 to 2): use the version of muster that "
                                 "wrote it, 0.1.0");
}

TEST(Reader, RefusesAFileThatLacksAPart) {
    for (const char* part : {"point", "replicate", "scale", "seed", "role", "run_status", "provenance/scenario_toml",
                             "provenance/parameters/value", "failures/message"}) {
        const Scratch scratch;
        const auto path = changed(scratch, [&](H5::H5File& file) { file.unlink(part); });
        EXPECT_THROW(
            {
                const Reader reader(path);
                reader.status();
                reader.failures();
            },
            sim::InputError)
            << part;
    }
}

TEST(Reader, RefusesAVariableThatClaimsMoreThanTheFileHolds) {
    const auto with_replicates = [](hsize_t size) {
        const Scratch scratch;
        const hsize_t chunk = 1024;
        return refusal(changed(scratch, [&](H5::H5File& file) {
            file.unlink("replicate");
            H5::DSetCreatPropList creation;
            creation.setChunk(1, &chunk);
            file.createDataSet("replicate", H5::PredType::STD_I32LE, H5::DataSpace(1, &size), creation);
        }));
    };
    EXPECT_NE(with_replicates(hsize_t{1} << 40).find("has a variable too large to read at once"), std::string::npos);
    EXPECT_NE(with_replicates(hsize_t{1} << 30).find("is damaged (a variable is larger than the file)"),
              std::string::npos);
}

TEST(Reader, RefusesTextsThatShareOneTextToFillTheMemory) {
    const Scratch scratch;
    const auto path = changed(scratch, [](H5::H5File& file) {
        file.unlink("provenance/scenario_toml");
        const hsize_t size = 2'000;
        const H5::StrType text(H5::PredType::C_S1, H5T_VARIABLE);
        const std::string shared(100'000, 'x');
        const std::vector<const char*> first = {shared.c_str()};
        H5::DataSet set = file.createDataSet("provenance/scenario_toml", text, H5::DataSpace(1, &size));
        const hsize_t one = 1, start = 0;
        const H5::DataSpace row = set.getSpace();
        row.selectHyperslab(H5S_SELECT_SET, &one, &start);
        set.write(static_cast<const void*>(first.data()), text, H5::DataSpace(1, &one), row);
        repeat_first_reference(file, set, size);
    });
    EXPECT_EQ(refusal(path),
              path.string() + ": is damaged (libhdf5: application memory allocation routine failed for VL data)");
}

TEST(Reader, RefusesADataSetOfAnotherType) {
    const Scratch scratch;
    const auto path = changed(scratch, [](H5::H5File& file) {
        file.unlink("provenance/scenario_toml");
        const int number = 3;
        file.createDataSet("provenance/scenario_toml", H5::PredType::STD_I32LE, H5::DataSpace(H5S_SCALAR))
            .write(&number, H5::PredType::NATIVE_INT);
    });
    EXPECT_EQ(refusal(path), path.string() + ": is damaged (a variable is not text)");
}

TEST(Reader, RefusesVariablesAndRunsThatDoNotExist) {
    const Scratch scratch;
    synthetic::write(scratch / "out.h5", synthetic::header(2, 2, 2, 3));
    const Reader reader(scratch / "out.h5");
    sim::Variable unknown;
    unknown.name = "loyalty";
    EXPECT_THROW(reader.values(unknown), sim::InputError);
    EXPECT_THROW(reader.values(reader.header().outputs.variables[0], 4, 0), sim::InputError);
    EXPECT_THROW(reader.values(reader.header().outputs.variables[0], 0, 2), sim::InputError);
    EXPECT_THROW(reader.n_rows("provenance"), sim::InputError);
}

}  // namespace
