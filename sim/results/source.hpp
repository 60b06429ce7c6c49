/// A results file open for reading. Types, ranks and sizes are checked before anything is read, so that a file made to
/// harm cannot make a reader allocate more than it could hold. Throws InputError.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/results/file_driver.hpp"
#include "sim/results/hdf5_forward.hpp"
#include "sim/results/open_file.hpp"

namespace sim::results {

class Source {
 public:
    explicit Source(const OpenFile& file);  // which must outlive it
    ~Source();

    const H5::H5File& file() const { return *file_; }
    /// Throws H5::Exception if libhdf5 cannot: it then crashes when the program ends.
    void close();
    /// The machine's reason comes first, if it could not read.
    [[noreturn]] void refuse(std::string_view what) const;

    /// Names of the data sets, or the groups, in a group in the order they were written.
    std::vector<std::string> data_sets_in(const std::string& group) const { return names(group, true); }
    std::vector<std::string> groups_in(const std::string& group) const { return names(group, false); }
    H5::DataSet open(const std::string& name) const;
    bool has(const std::string& name) const;

    static std::vector<hsize_t> shape(const H5::DataSet& set);
    bool is_text(const H5::DataSet& set) const;
    /// Names of a data set's dimensions, empty where it is none of the file's root; of a dimension scale its own name.
    std::vector<std::string> axes(const H5::DataSet& set) const;
    /// True for the scale of a dimension that has no coordinates.
    static bool is_bare_dimension(const H5::DataSet& set);

    /// Paths of all data sets.
    std::vector<std::string> paths() const;
    /// Refuses a data set with a chunk that does not inflate to its size: libhdf5 1.10 would read on behind it.
    void check_chunks(const H5::DataSet& set) const;

    std::vector<double> numbers(const H5::DataSet& set) const;
    /// A part of a data set: `count` values from `start` on along every axis.
    std::vector<double> numbers(const H5::DataSet& set, const std::vector<hsize_t>& start,
                                const std::vector<hsize_t>& count) const;
    std::vector<std::string> texts(const H5::DataSet& set) const;
    /// So many texts of a list.
    std::vector<std::string> texts(const H5::DataSet& set, hsize_t first, hsize_t count) const;

    /// An attribute's text, or empty if there is none.
    std::string text(const H5::H5Object& object, const std::string& attribute) const;
    int number(const H5::H5Object& object, const std::string& attribute) const;

 private:
    std::vector<std::string> names(const std::string& group, bool of_data_sets) const;
    void check_version() const;
    void collect(const std::string& group, int depth, std::vector<std::string>& paths) const;
    void find_scales();
    void check_chunk_at(const H5::DataSet& set, const std::vector<hsize_t>& at, std::size_t bytes,
                        std::size_t element_size) const;
    void check_plausible(const H5::DataSet& set, hsize_t values) const;
    std::vector<std::string> selected_texts(const H5::DataSet& set, const H5::DataSpace& stored, hsize_t n) const;

    const OpenFile& on_disk_;
    FileDriver driver_;
    std::unique_ptr<H5::H5File> file_;
    /// Dimension scales of the root by reference: references are compared and never followed, because libhdf5 keeps a
    /// file half open after one that leads nowhere.
    std::map<haddr_t, std::string> scales_;
};

}  // namespace sim::results
