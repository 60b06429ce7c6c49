/// The things that a phase of a mechanism touches, read from its signature. `const T&` reads this week's T, so it comes after T's
/// writer. `Last<T>` reads last week's T on purpose, so it comes before its writer. `T&` writes T, and no other phase
/// does; or it adds to a T that gathers additions in any order; or it moves people, in a phase that acts, in the order
/// listed. A schedule in another order does not compile.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

namespace defection {

template <class T>
struct Last {
    const T& value;
    const T* operator->() const { return &value; }
    const T& operator*() const { return value; }
};

namespace access {

/// The relation of a thing to a phase. Given: nothing writes it. Kept: the roster alone does.
enum class Kind : std::uint8_t { state, given, kept, gathered, acting };
template <class T>
constexpr Kind kind_of = requires {
    T::is_given;
}
? Kind::given : requires { T::is_kept; }
? Kind::kept : requires { T::gathers; }
? Kind::gathered : requires { T::acts_in_turn; }
? Kind::acting : Kind::state;

enum class Way : std::uint8_t { reads, reads_last, writes, adds_to, acts_on };
struct Touch {
    std::string_view what;
    Kind kind;
    Way way;
};

/// How one argument is filled from the run, and what it declares.
template <class Argument>
struct Access;
template <class T>
struct Access<const T&> {
    static constexpr Touch touch{T::name, kind_of<T>, Way::reads};
    template <class Run>
    static const T& of(Run& run) {
        if constexpr (kind_of<T> == Kind::given)
            return std::get<const T&>(run);
        else
            return std::get<T&>(run);
    }
};
template <class T>
struct Access<Last<T>> {
    static_assert(kind_of<T> == Kind::state, "only state has a last week's value");
    static constexpr Touch touch{T::name, kind_of<T>, Way::reads_last};
    template <class Run>
    static Last<T> of(Run& run) {
        return {std::get<T&>(run)};
    }
};
template <class T>
struct Access<T&> {
    static_assert(kind_of<T> != Kind::given && kind_of<T> != Kind::kept, "only the roster writes what it keeps");
    static constexpr Touch touch{T::name, kind_of<T>,
                                 kind_of<T> == Kind::gathered ? Way::adds_to
                                 : kind_of<T> == Kind::acting ? Way::acts_on
                                                              : Way::writes};
    template <class Run>
    static T& of(Run& run) {
        return std::get<T&>(run);
    }
};

template <class Mechanism, class... Arguments>
constexpr std::array<Touch, sizeof...(Arguments)> touches_of(void (Mechanism::*)(Arguments...)) {
    return {Access<Arguments>::touch...};
}
template <class Mechanism, class... Arguments>
constexpr std::array<Touch, sizeof...(Arguments)> touches_of(void (Mechanism::*)(Arguments...) const) {
    return {Access<Arguments>::touch...};
}
/// run: a tuple of references to everything that arguments may ask for.
template <class Mechanism, class Run, class... Arguments>
void call(Mechanism& mechanism, void (Mechanism::*phase)(Arguments...), Run& run) {
    (mechanism.*phase)(Access<Arguments>::of(run)...);
}
template <class Mechanism, class Run, class... Arguments>
void call(const Mechanism& mechanism, void (Mechanism::*phase)(Arguments...) const, Run& run) {
    (mechanism.*phase)(Access<Arguments>::of(run)...);
}

/// One mechanism in one phase.
template <class Tag, class Mechanism>
struct Part {
    static constexpr auto touches = touches_of(Tag::template of<Mechanism>);
};
struct Line {
    std::string_view phase, mechanism;
    bool acts;
    std::span<const Touch> touches;
};

/// Whether every member of these mechanisms that bears the name of the phase can be called as the phase.
template <class Tag, class... Mechanisms>
constexpr bool can_call_all() {
    return ((Tag::template in<Mechanisms> == Tag::template is_named_by<Mechanisms>)&&...);
}

/// Whether the things of a run, by reference, all have names of their own: by these the order is checked.
template <class... Things>
constexpr bool have_own_names(const std::tuple<Things&...>*) {
    constexpr std::array<std::string_view, sizeof...(Things)> names{std::remove_const_t<Things>::name...};
    for (std::size_t i = 0; i < names.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (names[i] == names[j]) return false;
    return true;
}

constexpr bool is_first_of(const Touch& first, const Touch& second) {  // must it come first?
    return (first.way == Way::writes && second.way == Way::reads) ||
           (first.way == Way::reads_last && second.way == Way::writes) ||
           (first.way == Way::adds_to && second.way == Way::reads);
}
/// Whether `later` may follow `earlier`.
constexpr bool may_follow(const Line& earlier, const Line& later) {
    for (const Touch& first : earlier.touches)
        for (const Touch& second : later.touches)
            if (first.what == second.what &&
                ((first.way == Way::writes && second.way == Way::writes) || is_first_of(second, first)))
                return false;
    return true;
}

}  // namespace access

/// Mechanisms that take part in a phase, in order.
template <class Tag, class... Mechanisms>
struct Phase {
    using tag = Tag;
    static constexpr std::array<access::Line, sizeof...(Mechanisms)> lines{
        access::Line{Tag::name, Mechanisms::name, Tag::acts, access::Part<Tag, Mechanisms>::touches}...};
    /// How often it calls this mechanism in this phase.
    template <class OtherTag, class Mechanism>
    static constexpr int n_calls = int{std::is_same_v<Tag, OtherTag>} *
                                   (0 + ... + int{std::is_same_v<Mechanism, Mechanisms>});

    /// visit(mechanism) calls what it is given, or not if the mechanism is off.
    template <class Switches, class Run>
    static void step(Switches& switches, Run& run) {
        (switches.template when_on<Mechanisms>(
             [&](Mechanisms& mechanism) { access::call(mechanism, Tag::template of<Mechanisms>, run); }),
         ...);
    }
};

template <class... Phases>
struct ScheduleOf {
    using Tags = std::tuple<typename Phases::tag...>;

    template <class Switches, class Run>
    static void step(Switches& switches, Run& run) {
        (Phases::step(switches, run), ...);
    }
    /// One phase alone.
    template <class Tag, class Switches, class Run>
    static void step_phase(Switches& switches, Run& run) {
        const auto step_if_asked = [&]<class One>() {
            if constexpr (std::is_same_v<Tag, typename One::tag>) One::step(switches, run);
        };
        (step_if_asked.template operator()<Phases>(), ...);
    }
    static std::vector<access::Line> lines() {
        std::vector<access::Line> all;
        const auto add = [&](std::span<const access::Line> some) {
            for (const access::Line& line : some) all.push_back(line);
        };
        (add(Phases::lines), ...);
        return all;
    }

    /// Nothing is read before it is written, written twice, or read as last week's when that is gone.
    static constexpr bool in_order() {
        constexpr auto all = std::array{std::span<const access::Line>(Phases::lines)...};
        bool holds = true;
        for (std::size_t p = 0; p < all.size(); ++p)
            for (std::size_t i = 0; i < all[p].size(); ++i)
                for (std::size_t q = p; q < all.size(); ++q)
                    for (std::size_t j = q == p ? i + 1 : 0; j < all[q].size(); ++j)
                        holds = holds && access::may_follow(all[p][i], all[q][j]);
        return holds;
    }
    /// People are moved in the phases that act, and nowhere else.
    static constexpr bool moves_people_in_turn() {
        bool holds = true;
        const auto check = [&](std::span<const access::Line> lines) {
            for (const access::Line& line : lines)
                for (const access::Touch& touch : line.touches)
                    holds = holds && (touch.way != access::Way::acts_on || line.acts);
        };
        (check(Phases::lines), ...);
        return holds;
    }
    /// Nothing but what is given or kept is read, and nothing is changed but by adding to it.
    static constexpr bool only_sets_up() {
        bool holds = true;
        const auto check = [&](std::span<const access::Line> lines) {
            for (const access::Line& line : lines)
                for (const access::Touch& touch : line.touches)
                    holds = holds && (touch.kind == access::Kind::given || touch.kind == access::Kind::kept ||
                                      touch.way == access::Way::adds_to);
        };
        (check(Phases::lines), ...);
        return holds;
    }
    /// Every phase that one of these mechanisms has is called, once.
    template <class Tag, class... Mechanisms>
    static constexpr bool calls_once() {
        const auto calls = []<class Mechanism>() {
            constexpr int n = (0 + ... + Phases::template n_calls<Tag, Mechanism>);
            return n == (Tag::template in<Mechanism> ? 1 : 0);
        };
        return (calls.template operator()<Mechanisms>() && ...);
    }
};

}  // namespace defection
