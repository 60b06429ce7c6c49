/// Beliefs that the regime makes others hold, and the response of outside states.
#pragma once

#include <string_view>

namespace defection::state {

/// Writer: deception.
struct Deceit {
    static constexpr std::string_view name = "deceit";
    double discredit = 0;   // part of the opposition's promises that is no longer believed, [0, 1]
    double legitimacy = 0;  // log odds of belief in the regime that it adds
    double embedded = 0;    // agents among the radicals, [0, 1]
    double steering = 0;    // [1/week] growth of radicalisation that they add
    double excused = 0;     // part of the state's violence for which nobody blames it, [0, 1]
    double suspicion = 0;   // of all who come out, [0, 1]
    bool operator==(const Deceit&) const = default;
};

/// Writer: normalisation.
struct Recognition {
    static constexpr std::string_view name = "recognition";
    double given = 0;   // by outside states, [0, 1]
    double belief = 0;  // log odds of belief in the regime that it adds, with what is only said of it
    double turned = 0;  // part of the sponsors' help for the rebels that has ended, [0, 1]
    bool operator==(const Recognition&) const = default;
};

/// Writer: foreign example.
struct Example {
    static constexpr std::string_view name = "example";
    double of_armies = 0;  // abroad that broke with their rulers, as it is before people's eyes, [0, 1]
    bool operator==(const Example&) const = default;
};

/// Writer: blocked options.
struct Options {
    static constexpr std::string_view name = "options";
    double closed = 0;  // to the ruler's group: what is added to its fate as a share of it
    bool operator==(const Options&) const = default;
};

}  // namespace defection::state
