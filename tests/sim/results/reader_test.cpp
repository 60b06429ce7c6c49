#include "sim/results/reader.hpp"

#include <H5Cpp.h>
#include <gtest/gtest.h>

#include <fstream>

#include "sim/check.hpp"
#include "tests/sim/results/scratch.hpp"
#include "tests/sim/results/synthetic.hpp"

namespace {

using namespace sim::results;

std::string refusal(const std::filesystem::path& path) {
    return message_of<sim::InputError>([&] { Reader{path}; });
}

/// A results file changed by `change`, without its digest.
template <class Change>
std::filesystem::path changed(const Scratch& scratch, Change&& change) {
    const auto path = scratch / "out.h5";
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
    const Scratch scratch;
    set_content(scratch / "abc", "abc");
    EXPECT_EQ(sha256_of(scratch / "abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    set_content(scratch / "empty", "");
    EXPECT_EQ(sha256_of(scratch / "empty"), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_THROW(sha256_of(scratch / "none"), std::runtime_error);
}

TEST(Digest, StandsBesideTheFileAsSha256sumWritesIt) {
    const Scratch scratch;
    synthetic::write(scratch / "out.h5", synthetic::header(2, 2, 1, 3));
    EXPECT_EQ(content_of(scratch / "out.h5.sha256"), sha256_of(scratch / "out.h5") + "  out.h5\n");
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
        const int newer = 2;
        file.openAttribute("format_version").write(H5::PredType::NATIVE_INT, &newer);
    });
    EXPECT_EQ(refusal(path), path.string() +
                                 ": has format 2 (this program reads 1): use the version of muster that "
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
    EXPECT_THROW(reader.table("provenance"), sim::InputError);
}

}  // namespace
