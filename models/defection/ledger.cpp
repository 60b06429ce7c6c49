#include "models/defection/ledger.hpp"

#include <algorithm>

namespace defection {

Ledger::Ledger(std::size_t n_organisations, std::size_t n_groups)
    : n_organisations_(n_organisations),
      n_groups_(n_groups),
      roll_(n_entries * n_organisations * n_roles * n_groups, 0) {}

void Ledger::add(Entry entry, const Account& account, int change) {
    roll_[row(entry, account.organisation, account.role, account.group)] += change;
    enter(entry, account, change);
}

void Ledger::enter(Entry entry, const Account& account, int change) {
    for (const std::size_t b : books_of_entry_[static_cast<std::size_t>(entry)]) {
        Book& book = books_[b];
        const auto kind = static_cast<std::size_t>(book.kind[static_cast<std::size_t>(entry)]);
        const std::size_t at = kind * book.stride_kind + account.branch * book.stride_branch +
                               account.organisation * book.stride_organisation + account.role * book.stride_role +
                               account.group * book.stride_group + account.region * book.stride_region;
        book.counts[at] += change;
    }
}

void Ledger::open(Book book) {
    for (std::size_t entry = 0; entry < n_entries; ++entry)
        if (book.kind[entry] >= 0) books_of_entry_[entry].push_back(books_.size());
    books_.push_back(std::move(book));
}

void Ledger::record(std::size_t time, sim::Series& series) const {
    for (const Book& book : books_) {
        const auto out = series.counts(book.variable).subspan(time * book.counts.size(), book.counts.size());
        std::copy(book.counts.begin(), book.counts.end(), out.begin());
    }
}

namespace {

struct Counted {
    std::string_view variable;
    std::vector<std::pair<Entry, std::int32_t>> kinds;
};

const std::vector<Counted>& counted() {
    static const std::vector<Counted> all = {
        {"serving", {{Entry::serving, 0}}},
        {"planning", {{Entry::planning, 0}}},
        {"joined", {{Entry::joined, 0}}},
        {"departed", {{Entry::fled, 0}, {Entry::hiding, 1}, {Entry::joined_opposition, 2}}},
        {"punished", {{Entry::arrested, 0}, {Entry::executed, 1}}},
        {"lost", {{Entry::killed, 0}, {Entry::discharged, 1}}},
    };
    return all;
}

std::size_t* stride_of(Ledger::Book& book, std::string_view dimension) {
    if (dimension == "branch") return &book.stride_branch;
    if (dimension == "organisation") return &book.stride_organisation;
    if (dimension == "role") return &book.stride_role;
    if (dimension == "group") return &book.stride_group;
    if (dimension == "region") return &book.stride_region;
    return &book.stride_kind;  // fate, kind or cause
}

Ledger::Book book_of(const sim::Outputs& outputs, std::size_t variable, const Counted& what) {
    Ledger::Book book;
    book.variable = variable;
    book.kind.fill(-1);
    for (const auto& [entry, place] : what.kinds) book.kind[static_cast<std::size_t>(entry)] = place;
    std::size_t stride = 1;
    const auto& dims = outputs.variables[variable].dims;
    for (auto name = dims.rbegin(); name != dims.rend(); ++name) {
        *stride_of(book, *name) = stride;
        stride *= outputs.dimension(*name)->labels.size();
    }
    book.counts.assign(stride, 0);
    return book;
}

}  // namespace

std::vector<Ledger::Book> books_of(const sim::Outputs& outputs) {
    std::vector<Ledger::Book> books;
    for (std::size_t v = 0; v < outputs.variables.size(); ++v)
        for (const Counted& what : counted())
            if (outputs.variables[v].name == what.variable && outputs.variables[v].over_time)
                books.push_back(book_of(outputs, v, what));
    return books;
}

}  // namespace defection
