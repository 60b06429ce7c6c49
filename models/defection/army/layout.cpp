/// The formation tree laid out in rows: brigades, companies, posts.
#include <algorithm>

#include "models/defection/army/units.hpp"
#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"

namespace defection {
namespace {

using sim::random::Stream;
using sim::random::Tag;

class Layouter {
 public:
    Layouter(const Structure& structure, double scale, std::uint64_t run_seed)
        : structure_(structure), scale_(scale), run_seed_(run_seed) {
        double n = 0;
        for (const Formation& f : structure.formations)
            n += f.brigades * ((f.headquarters + f.companies * f.company_size) * scale + 1.0 + f.company_size);
        reserve(out_.posts, static_cast<std::size_t>(n));
    }

    Units run() && {
        for (const Organisation& organisation : structure_.organisations) {
            Stream draw(run_seed_, Tag("layout/organisation"), Tag(organisation.name).value);
            staff_.push_back(Spread(sim::random::uniform(draw)));
            line_.push_back(Spread(sim::random::uniform(draw)));
        }
        for (std::size_t f = 0; f < structure_.formations.size(); ++f)
            for (int b = 0; b < structure_.formations[f].brigades; ++b) add_brigade(f, b);
        out_.lanes = {structure_.groups.size()};
        for (const Organisation& organisation : structure_.organisations) {
            out_.branch.push_back(organisation.branch);
            out_.of_specialists.push_back(organisation.specialists);
        }
        for (const Rank rank : out_.posts.rank) ++out_.n_posts[static_cast<std::size_t>(rank)];
        return std::move(out_);
    }

 private:
    /// Whole numbers for the brigades of an organisation, while their running sum is never one away from what is
    /// expected (systematic sampling; offset uniform in [0, 1)): whoever is expected to have one company has one.
    class Spread {
     public:
        explicit Spread(double offset) : offset_(offset) {}
        int next(double expected) {
            const int before = up_to_now();
            sum_ += expected;
            return up_to_now() - before;
        }

     private:
        int up_to_now() const { return static_cast<int>(sum_ + offset_); }
        double offset_, sum_ = 0;
    };

    void add_brigade(std::size_t f, int number) {
        const Formation& formation = structure_.formations[f];
        const int n_staff = staff_[formation.organisation].next(formation.headquarters * scale_);
        const int n_line = line_[formation.organisation].next(formation.companies * scale_);
        const std::uint32_t key = Tag(formation.name).value + static_cast<std::uint32_t>(number) * 0x9E3779B9U;
        Stream draw(run_seed_, Tag("layout/brigade"), key);
        Brigades& rows = out_.brigades;
        rows.organisation.push_back(static_cast<std::uint8_t>(formation.organisation));
        rows.region.push_back(static_cast<std::uint8_t>(formation.posting));
        rows.formation.push_back(static_cast<std::uint32_t>(f));
        rows.key.push_back(key);
        rows.first_company.push_back(CompanyId(out_.companies.size()));
        rows.n_companies.push_back(static_cast<std::uint16_t>(n_line + 1));
        add_company(formation, n_staff, {{n_staff, Rank::senior_officer}});
        for (int c = 0; c < n_line; ++c) add_line_company(formation, draw);
    }

    void add_line_company(const Formation& formation, Stream& draw) {
        const int n = formation.company_size;
        const double dither = sim::random::uniform(draw);
        const auto boundary = [&](double share) { return static_cast<int>(std::min(share, 1.0) * n + dither); };
        const RoleShares& s = formation.roles;
        switch (structure_.organisations[formation.organisation].branch) {
            case Branch::militia:
                return add_company(formation, n, {{n, Rank::militia}});
            case Branch::intelligence:
                return add_company(formation, n,
                                   {{boundary(s.junior_officer), Rank::junior_officer}, {n, Rank::monitor}});
            default:
                break;
        }
        add_company(formation, n,
                    {{boundary(s.junior_officer), Rank::junior_officer},
                     {boundary(s.junior_officer + s.nco), Rank::nco},
                     {boundary(s.junior_officer + s.nco + s.professional), Rank::professional},
                     {n, Rank::conscript}});
    }

    struct Slots {
        int end;  // one past the last slot of this rank
        Rank rank;
    };
    void add_company(const Formation& formation, int n, const std::vector<Slots>& ranks) {
        Companies& rows = out_.companies;
        rows.organisation.push_back(static_cast<std::uint8_t>(formation.organisation));
        rows.region.push_back(static_cast<std::uint8_t>(formation.posting));
        rows.brigade.push_back(BrigadeId(out_.brigades.size() - 1));
        rows.first_post.push_back(PostId(out_.posts.size()));
        rows.n_posts.push_back(static_cast<std::uint16_t>(n));
        auto slots = ranks.begin();
        for (int slot = 0; slot < n; ++slot) {
            while (slot >= slots->end) ++slots;
            add_post(slots->rank);
        }
    }

    static void reserve(Posts& rows, std::size_t n) {
        rows.company.reserve(n);
        rows.holder.reserve(n);
        rows.rank.reserve(n);
        rows.ordinal.reserve(n);
    }

    void add_post(Rank rank) {
        Posts& rows = out_.posts;
        rows.company.push_back(CompanyId(out_.companies.size() - 1));
        rows.rank.push_back(rank);
        rows.holder.emplace_back();
        rows.ordinal.push_back(0);
    }

    const Structure& structure_;
    double scale_;
    std::uint64_t run_seed_;
    std::vector<Spread> staff_, line_;  // [organisation]
    Units out_;
};

}  // namespace

std::vector<Index> Companies::post_boundaries() const {
    std::vector<Index> boundaries(first_post.begin(), first_post.end());
    boundaries.push_back(boundaries.empty() ? 0 : first_post.back() + n_posts.back());
    return boundaries;
}

Units lay_out(const Structure& structure, double scale, std::uint64_t run_seed) {
    return Layouter(structure, scale, run_seed).run();
}

}  // namespace defection
