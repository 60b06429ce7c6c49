/// How the regime keeps its soldiers.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "models/defection/army/units.hpp"

namespace defection::state {

/// Writer: surveillance.
struct Watch {
    static constexpr std::string_view name = "watch";
    explicit Watch(std::size_t n_organisations)
        : coverage(n_organisations, 0.0),
          informer_density(n_organisations, 0.0),
          cut(n_organisations, 0.0),
          overheard(n_organisations, 0.0) {}
    std::vector<double> coverage;          // [organisation], [0, 1]
    std::vector<double> informer_density;  // [organisation] of newcomers
    std::vector<double> cut;               // [organisation] share of ties between its companies that are cut
    std::vector<double> overheard;         // [organisation] chance that a whisper between companies is reported
    double report = 0;                     // chance that an informer reports what they learn
    double coverage_of(const Units& units, const Person& person) const {
        return coverage[units.organisation_of(person)];
    }
    bool operator==(const Watch&) const = default;
};

/// Writer: blocking forces.
struct Blocking {
    static constexpr std::string_view name = "blocking";
    explicit Blocking(std::size_t n_brigades) : presence(n_brigades, 0.0F) {}
    Column<BrigadeId, float> presence;  // [brigade] behind the line, [0, 1]
    double initiative_loss = 0;         // share of capacity lost at full presence
    bool operator==(const Blocking&) const = default;
};

/// The cost of leaving by decree, the risk to families, and the price of averting it. Writer: reprisal.
struct Deterrents {
    static constexpr std::string_view name = "deterrents";
    double penalty = 0;            // announced for who is caught, 1 = death
    double treason_premium = 1;    // by which the ruler's own group is punished harder
    double family_risk = 0;        // probability that a family within reach is harmed
    double preparation_delay = 0;  // [week] mean time to bring it to safety
    bool operator==(const Deterrents&) const = default;
};

/// Units sent, units kept in barracks, and their worth in a fight. Writer: deployment.
struct Deployment {
    static constexpr std::string_view name = "deployment";
    Deployment(const Structure& structure, const Brigades& brigades)
        : deployed(brigades.size(), 1.0), freedom(brigades.size(), 1.0) {
        for (const std::uint8_t organisation : brigades.organisation) {
            exposure.push_back(structure.organisations[organisation].exposure);
            skill.push_back(structure.organisations[organisation].skill);
        }
    }
    Column<BrigadeId, double> exposure;  // share of its time in the field
    Column<BrigadeId, double> deployed;  // share of it that is not confined to barracks
    Column<BrigadeId, double> freedom;   // opportunities to leave, those in the field 1
    Column<BrigadeId, double> skill;     // worth of its people in a fight, 1 = as good as any
    bool operator==(const Deployment&) const = default;
};

/// People whom the regime moved out of companies that it suspects. Writer: suspects. Null: it suspects none.
struct Transfers {
    static constexpr std::string_view name = "transfers";
    explicit Transfers(std::size_t n_companies) : strange(n_companies, 0.0F) {}
    Column<CompanyId, float> strange;  // part of its people who came so lately that they are bound to no one, [0, 1]
    std::vector<CompanyId> companies;  // with such people
    std::int64_t people = 0, informers = 0;  // moved; made of those who served there; since the start
    bool operator==(const Transfers&) const = default;
};

}  // namespace defection::state
