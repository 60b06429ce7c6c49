#include "tests/models/defection/recount.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>

namespace tests {
namespace {

using namespace defection;

class Recount {
 public:
    Recount(const Simulation& run, Index n_at_start)
        : run_(run), a_(run.army()), u_(a_.units), n_at_start_(n_at_start) {}

    void check() const {
        books();
        cells();
        posts();
        vacancies();
        lists();
        ties_and_clocks();
        companies();
        brigades();
        country();
        planners();
        outside();
        homes();
        levy();
    }

 private:
    void books() const {
        std::map<std::array<std::size_t, 4>, std::int64_t> expected;
        std::map<std::uint64_t, PostId> first_post;  // newcomers count where they came to; a key names that post
        for (const PostId post : u_.posts.ids()) {
            const CompanyId company = u_.posts.company[post];
            const BrigadeId brigade = u_.companies.brigade[company];
            first_post[post_key(u_.brigades.key[brigade], company - u_.brigades.first_company[brigade],
                                u_.companies.slot_of(post, company), 0)] = post;
        }
        for (const PersonId who : a_.people.ids()) {
            const Person& person = a_.people[who];
            const std::size_t o = u_.organisation_of(person), role = role_of(person.rank);
            ++expected[{entry_of(person.status), o, role, person.group}];
            if (person.has(joined_once)) ++expected[{joined_on_leaving, o, role, person.group}];
            if (who < n_at_start_) continue;
            const PostId first = first_post.at(person.key & ~std::uint64_t{0xFFF});
            ++expected[{newcomers_since_start, u_.companies.organisation[u_.posts.company[first]],
                        role_of(u_.posts.rank[first]), person.group}];
        }
        for (Entry entry = 0; entry <= joined_on_leaving; ++entry)  // evaders: levy()
            for (std::size_t o = 0; o < u_.n_organisations(); ++o)
                for (std::size_t r = 0; r < n_roles; ++r)
                    for (std::size_t g = 0; g < u_.lanes.n_groups; ++g)
                        ASSERT_EQ(
                            a_.ledger.total(entry, [&](auto a, auto b, auto c) { return a == o && b == r && c == g; }),
                            (expected[{entry, o, r, g}]))
                            << "entry " << entry << " of " << o << ", " << r << ", " << g;
    }

    void cells() const {
        std::vector<Index> expected(u_.n_cells(), 0);
        for (const Person& person : a_.people)
            if (serves(person.status)) ++expected[u_.cell_of(person)];
        for (Index cell = 0; cell < expected.size(); ++cell)
            ASSERT_EQ(a_.strength.cells[cell], static_cast<float>(expected[cell])) << "cell " << cell;
        for (std::size_t cg = 0; cg < u_.companies.size() * u_.lanes.n_groups; ++cg) {
            double men = 0;
            for (std::size_t r = 0; r < n_ranks; ++r) men += expected[cg * n_ranks + r];
            ASSERT_EQ(static_cast<double>(a_.strength.groups[cg]), men);
        }
        std::vector<float> lanes(u_.brigades.size() * u_.lanes.size(), 0.0F);
        for (const Person& person : a_.people)
            if (serves(person.status)) ++lanes[u_.brigade_lane(person)];
        ASSERT_EQ(a_.strength.lanes, lanes);
    }

    void posts() const {
        Column<PostId, PersonId> holder(u_.posts.size());
        for (const PersonId who : a_.people.ids()) {
            const Person& person = a_.people[who];
            ASSERT_EQ(u_.posts.company[person.post], person.company);
            if (!serves(person.status)) continue;
            ASSERT_FALSE(holder[person.post].names_somebody()) << "two people hold one post";
            holder[person.post] = who;
        }
        ASSERT_EQ(u_.posts.holder, holder);
    }

    void vacancies() const {
        Vacancies queues = a_.vacancies;
        std::vector<Index> queued, vacant;
        for (std::size_t r = 0; r < n_ranks; ++r)
            for (const PostId post : queues.take(Rank(r), u_.posts.size(), u_.posts)) {
                ASSERT_EQ(u_.posts.rank[post], Rank(r)) << "post " << post;
                queued.push_back(post);
            }
        for (const PostId post : u_.posts.ids())
            if (u_.posts.is_vacant(post)) vacant.push_back(post);
        std::sort(queued.begin(), queued.end());
        ASSERT_EQ(queued, vacant) << "each vacant post stands in its queue once";
    }

    void lists() const {
        Column<PersonId, int> times(a_.people.size(), 0), ends(a_.people.size(), 0);
        for (std::size_t home = 0; home < a_.lists.from_region.size(); ++home)
            for (const PersonId who : a_.lists.from_region[home]) {
                ASSERT_EQ(a_.people[who].home, home) << "person " << who;
                ++times[who];
            }
        for (std::size_t step = run_.week().step; step < a_.lists.term_ends.size(); ++step)
            for (const PersonId who : a_.lists.term_ends[step]) ++ends[who];
        const bool has_terms = run_.policies().service.term > 0;
        for (const PersonId who : a_.people.ids()) {
            ASSERT_LE(times[who], 1) << "person " << who;
            if (!serves(a_.people[who].status)) continue;
            ASSERT_EQ(times[who], 1) << "person " << who;
            ASSERT_TRUE(ends[who] > 0 || !has_terms || a_.people[who].rank != Rank::conscript) << "person " << who;
        }
    }

    void ties_and_clocks() const {
        std::set<Index> leaving;  // tied until the next step
        for (const PersonId who : state::Happenings::people(a_.happenings.now, What::departure)) leaving.insert(who);
        for (const PersonId who : a_.people.ids()) {
            const Person& person = a_.people[who];
            if (person.circle == nobody) continue;
            ASSERT_TRUE(serves(person.status) || leaving.contains(who)) << "person " << who;
            const auto members = a_.ties.circles().members(person.circle);
            ASSERT_NE(std::find(members.begin(), members.end(), who.value), members.end()) << "person " << who;
            for (const Index tie : members)
                ASSERT_EQ(a_.people[PersonId(tie)].circle, person.circle) << "person " << who;
        }
        for (const PostId post : u_.posts.ids()) {
            const PersonId who = u_.posts.holder[post];
            const bool at_risk = who.names_somebody() && a_.people[who].status == Status::serving;
            ASSERT_EQ(a_.clocks.intention.is_armed(post), at_risk) << "post " << post;
            ASSERT_EQ(a_.clocks.death.is_armed(post), who.names_somebody()) << "post " << post;
        }
    }

    void companies() const {
        Column<CompanyId, Index> informers(u_.companies.size(), 0), able(u_.companies.size(), 0);
        for (const Person& person : a_.people) {
            if (!serves(person.status)) continue;
            informers[person.company] += person.has(informer) ? 1 : 0;
            able[person.company] += is_conscript(person.rank) ? 0 : 1;
        }
        std::map<std::pair<std::size_t, std::size_t>, double> commanders, all;
        for (const CompanyId c : u_.companies.ids()) {
            ASSERT_EQ(a_.strength.informers[c], informers[c]) << "company " << c;
            const PersonId commander = a_.commands.commander(c);
            ASSERT_EQ(commander.names_somebody(), able[c] > 0) << "company " << c;
            if (!commander.names_somebody()) continue;
            const Person& person = a_.people[commander];
            ASSERT_TRUE(serves(person.status)) << "company " << c;
            ASSERT_EQ(person.company, c);
            ASSERT_FALSE(is_conscript(person.rank));
            commanders[{u_.companies.organisation[c], person.group}] += 1;
            all[{u_.companies.organisation[c], 0}] += 1;
        }
        for (std::size_t o = 0; o < u_.n_organisations(); ++o)
            for (std::size_t g = 0; g < u_.lanes.n_groups; ++g) {
                const double n = all[{o, 0}], own = commanders[{o, g}];
                ASSERT_DOUBLE_EQ(a_.commands.share(o, g), n > 0 ? own / n : 0.0);
            }
    }

    void brigades() const {
        Column<BrigadeId, std::int32_t> serving(u_.brigades.size(), 0), left(u_.brigades.size(), 0);
        for (const Person& person : a_.people) {
            serving[u_.brigade_of(person)] += serves(person.status) ? 1 : 0;
            left[u_.brigade_of(person)] += has_departed(person.status) ? 1 : 0;
        }
        ASSERT_EQ(a_.strength.brigades, serving);
        ASSERT_EQ(a_.leavers.of_brigade, left);
        for (const BrigadeId b : u_.brigades.ids())
            ASSERT_EQ(a_.commands.commander(b), a_.commands.commander(u_.brigades.first_company[b]));
    }

    void country() const {
        std::vector<double> soldiers(run_.setting().n_regions(), 0), joiners = soldiers, fallen = soldiers;
        std::map<Branch, double> serving, at_start;
        std::map<Rank, std::int64_t> ranks;
        for (const PostId post : u_.posts.ids())  // militia posts are empty at the start
            if (u_.posts.rank[post] != Rank::militia) at_start[u_.branch_of(u_.posts.company[post])] += 1;
        for (const PersonId who : a_.people.ids()) {
            const Person& person = a_.people[who];
            const Branch branch = u_.branch_of(person.company);
            if (is_with_opposition(person.status)) joiners[u_.region_of(person)] += 1;
            if (person.status == Status::killed_after_leaving) fallen[u_.region_of(person)] += 1;
            if (!serves(person.status)) continue;
            serving[branch] += 1;
            ++ranks[person.rank];
            if (branch != Branch::intelligence) soldiers[u_.region_of(person)] += 1;
        }
        ASSERT_EQ(a_.strength.in_region, soldiers);
        ASSERT_EQ(a_.leavers.joined_from, joiners);
        ASSERT_EQ(a_.leavers.fallen_from, fallen);
        for (std::size_t r = 0; r < n_ranks; ++r) ASSERT_EQ(a_.strength.of(Rank(r)), ranks[Rank(r)]) << "rank " << r;
        ASSERT_EQ(a_.strength.loyal(),
                  serving[Branch::elite] + serving[Branch::intelligence] + serving[Branch::militia]);
        for (const auto& [branch, n] : at_start) ASSERT_DOUBLE_EQ(a_.strength.share_left(branch), serving[branch] / n);
    }

    void planners() const {
        std::multiset<Index> listed, planning;
        for (const Planner& planner : a_.planners.all)
            if (a_.people[planner.who].status == Status::planning) listed.insert(planner.who);
        for (const PersonId who : a_.people.ids())
            if (a_.people[who].status == Status::planning) planning.insert(who);
        ASSERT_EQ(listed, planning);
    }

    void outside() const {
        std::vector<std::int32_t> expected(a_.leavers.outside.n_cells(), 0);
        for (const Person& person : a_.people)
            if (is_outside(person.status)) ++expected[a_.leavers.outside.cell_of(u_, person)];
        for (std::size_t at = 0; at < expected.size(); ++at)
            ASSERT_EQ(a_.leavers.outside.people(at), expected[at]) << "cell " << at << " of those who left";
    }

    /// With fear on, every person who serves is at the level of their home region: reached at its threshold, left a
    /// little below.
    void homes() const {
        const auto& p = run_.parameters().of<Fear>();
        const std::array<double, 2> threshold = {p.unrest, p.shelling};
        std::map<int, int> level_at;  // [region]
        for (const Person& person : a_.people) {
            if (!serves(person.status)) continue;
            const double violence = p.enabled ? run_.surroundings().violence.in_region[person.home] : 0.0;
            const std::size_t level = person.home_level;
            ASSERT_EQ(level_at.try_emplace(person.home, person.home_level).first->second, person.home_level);
            if (level > 0) {
                ASSERT_GE(violence, threshold[level - 1] - p.relief);
            }
            if (level < threshold.size()) {
                ASSERT_LT(violence, threshold[level]);
            }
        }
    }

    void levy() const {
        std::vector<std::int64_t> enlisted(a_.ledger.levy.enlisted.size(), 0), discharged = enlisted;
        for (const PersonId who : a_.people.ids()) {
            const Person& person = a_.people[who];
            enlisted[a_.ledger.levy.at(person)] += who >= n_at_start_ ? 1 : 0;
            discharged[a_.ledger.levy.at(person)] += person.status == Status::discharged ? 1 : 0;
        }
        ASSERT_EQ(a_.ledger.levy.enlisted, enlisted);
        ASSERT_EQ(a_.ledger.levy.discharged, discharged);
        for (std::size_t kind = 0; kind < n_evasions; ++kind) {
            const auto& evaded = a_.ledger.levy.evaded[kind];
            ASSERT_EQ(a_.ledger.total(entry_of(Answer(kind + 1))),
                      std::accumulate(evaded.begin(), evaded.end(), std::int64_t{0}));
        }
    }

    const Simulation& run_;
    const Army& a_;
    const Units& u_;
    Index n_at_start_;
};

}  // namespace

void recount(const Simulation& run, Index n_at_start) { Recount(run, n_at_start).check(); }

}  // namespace tests
