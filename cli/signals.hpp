/// SIGINT, SIGTERM, SIGUSR1 and SIGHUP as a request to stop in order. One at a time in a program.
#pragma once

#include "sim/sweep/control.hpp"

namespace cli {

/// Thrown through a model from its progress callback; the command ends with exit 4, having written nothing.
struct Interrupted {};

/// While it lives, the signals ask `control` to stop; afterwards they end the program again.
class Signals {
 public:
    explicit Signals(sim::sweep::Control& control);
    ~Signals();
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;
};

}  // namespace cli
