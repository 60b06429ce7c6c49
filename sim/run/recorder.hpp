/// What a model that counts steps does with its outputs: leave out what nobody asked for, lay the time axis, and write
/// values by name as a run goes.
#pragma once

#include <optional>
#include <string_view>

#include "sim/run/model.hpp"

namespace sim {

/// `all` with the series that are asked for (metrics always stay) at steps 0, every, 2 every, ... Names that it does
/// not have become problems, and so does every extra dimension.
Outputs chosen_outputs(Outputs all, const OutputRequest& request, int n_steps, Problems& problems);

/// Reports names asked for under `key` that are not known, with the nearest one that is.
void report_unknown(std::string_view key, const std::vector<std::string>& asked, const std::vector<std::string>& known,
                    Problems& problems);

/// For a model that keeps no events and tells no stories: says so (InputError) if it is asked for them.
void refuse_events(const RunRequest& request);

/// One run's values. A name that was not asked for is passed over; a name of another type is a std::logic_error.
class Recorder {
 public:
    explicit Recorder(const Outputs& outputs) : outputs_(outputs), series_(outputs) {}

    /// Moves to the row of this step; false if it has none.
    bool at(int step);
    void count(std::string_view name, std::int64_t value);
    void real(std::string_view name, double value);
    void metric(std::string_view name, double value);
    Series take() { return std::move(series_); }

 private:
    std::optional<std::size_t> position(std::string_view name) const;

    const Outputs& outputs_;
    Series series_;
    std::size_t row_ = 0;
};

}  // namespace sim
