/// The phases of a week, in the words of the ODD. A mechanism takes part in a phase by a member function of its name: one
/// that is public, no template, and has no other of its name beside it.
#pragma once

#include <string_view>
#include <tuple>

namespace defection::phase {

/// Has two members of a name if the mechanism has any, of whatever kind: then the name alone means nothing.
template <class M, class Namesake>
struct WithNamesake : M, Namesake {};

/// Before any person enlists: terms, personal factors, room for the mechanism's own state.
struct Prepare {
    static constexpr std::string_view name = "prepare";
    static constexpr bool acts = false;
    template <class M>
    static constexpr auto of = &M::prepare;
    template <class M>
    static constexpr bool in = requires {
        &M::prepare;
    };
    struct Namesake {
        void prepare();
    };
    template <class M>
    static constexpr bool is_named_by = !requires {
        &WithNamesake<M, Namesake>::prepare;
    };
};

struct Environment {
    static constexpr std::string_view name = "environment";
    static constexpr bool acts = false;
    template <class M>
    static constexpr auto of = &M::environment;
    template <class M>
    static constexpr bool in = requires {
        &M::environment;
    };
    struct Namesake {
        void environment();
    };
    template <class M>
    static constexpr bool is_named_by = !requires {
        &WithNamesake<M, Namesake>::environment;
    };
};

struct Policy {
    static constexpr std::string_view name = "policy";
    static constexpr bool acts = false;
    template <class M>
    static constexpr auto of = &M::policy;
    template <class M>
    static constexpr bool in = requires {
        &M::policy;
    };
    struct Namesake {
        void policy();
    };
    template <class M>
    static constexpr bool is_named_by = !requires {
        &WithNamesake<M, Namesake>::policy;
    };
};

struct Attitudes {
    static constexpr std::string_view name = "attitudes";
    static constexpr bool acts = false;
    template <class M>
    static constexpr auto of = &M::attitudes;
    template <class M>
    static constexpr bool in = requires {
        &M::attitudes;
    };
    struct Namesake {
        void attitudes();
    };
    template <class M>
    static constexpr bool is_named_by = !requires {
        &WithNamesake<M, Namesake>::attitudes;
    };
};

struct Hazard {
    static constexpr std::string_view name = "hazard";
    static constexpr bool acts = false;
    template <class M>
    static constexpr auto of = &M::hazard;
    template <class M>
    static constexpr bool in = requires {
        &M::hazard;
    };
    struct Namesake {
        void hazard();
    };
    template <class M>
    static constexpr bool is_named_by = !requires {
        &WithNamesake<M, Namesake>::hazard;
    };
};

struct Planners {
    static constexpr std::string_view name = "planners";
    static constexpr bool acts = true;
    template <class M>
    static constexpr auto of = &M::planners;
    template <class M>
    static constexpr bool in = requires {
        &M::planners;
    };
    struct Namesake {
        void planners();
    };
    template <class M>
    static constexpr bool is_named_by = !requires {
        &WithNamesake<M, Namesake>::planners;
    };
};

struct Command {
    static constexpr std::string_view name = "command";
    static constexpr bool acts = true;
    template <class M>
    static constexpr auto of = &M::command;
    template <class M>
    static constexpr bool in = requires {
        &M::command;
    };
    struct Namesake {
        void command();
    };
    template <class M>
    static constexpr bool is_named_by = !requires {
        &WithNamesake<M, Namesake>::command;
    };
};

struct Police {
    static constexpr std::string_view name = "police";
    static constexpr bool acts = true;
    template <class M>
    static constexpr auto of = &M::police;
    template <class M>
    static constexpr bool in = requires {
        &M::police;
    };
    struct Namesake {
        void police();
    };
    template <class M>
    static constexpr bool is_named_by = !requires {
        &WithNamesake<M, Namesake>::police;
    };
};

struct Leavers {
    static constexpr std::string_view name = "leavers";
    static constexpr bool acts = true;
    template <class M>
    static constexpr auto of = &M::leavers;
    template <class M>
    static constexpr bool in = requires {
        &M::leavers;
    };
    struct Namesake {
        void leavers();
    };
    template <class M>
    static constexpr bool is_named_by = !requires {
        &WithNamesake<M, Namesake>::leavers;
    };
};

struct Demography {
    static constexpr std::string_view name = "demography";
    static constexpr bool acts = true;
    template <class M>
    static constexpr auto of = &M::demography;
    template <class M>
    static constexpr bool in = requires {
        &M::demography;
    };
    struct Namesake {
        void demography();
    };
    template <class M>
    static constexpr bool is_named_by = !requires {
        &WithNamesake<M, Namesake>::demography;
    };
};

struct Record {
    static constexpr std::string_view name = "record";
    static constexpr bool acts = false;
    template <class M>
    static constexpr auto of = &M::record;
    template <class M>
    static constexpr bool in = requires {
        &M::record;
    };
    struct Namesake {
        void record();
    };
    template <class M>
    static constexpr bool is_named_by = !requires {
        &WithNamesake<M, Namesake>::record;
    };
};

using All = std::tuple<Environment, Policy, Attitudes, Hazard, Planners, Command, Police, Leavers, Demography, Record>;

}  // namespace defection::phase
