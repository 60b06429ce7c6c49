#include "models/defection/army/ledger.hpp"

namespace defection {

Ledger::Ledger(std::size_t n_organisations, std::size_t n_groups, std::size_t n_homes)
    : levy(n_homes, n_groups),
      n_organisations_(n_organisations),
      n_groups_(n_groups),
      roll_(n_entries * n_organisations * n_roles * n_groups, 0) {}

void Ledger::add(Entry entry, const Account& account, int change) {
    roll_[row(entry, account.organisation, account.role, account.group)] += change;
    for (const std::size_t b : books_of_entry_[entry]) books_[b].counts[books_[b].at(entry, account)] += change;
}

void Ledger::transfer(Status from, Status to, const Account& account) {
    const Entry left = entry_of(from), entered = entry_of(to);
    roll_[row(left, account.organisation, account.role, account.group)] -= 1;
    roll_[row(entered, account.organisation, account.role, account.group)] += 1;
    for (Book& book : books_) {
        if (book.kind[left] == book.kind[entered]) continue;
        if (book.kind[left] >= 0) book.counts[book.at(left, account)] -= 1;
        if (book.kind[entered] >= 0) book.counts[book.at(entered, account)] += 1;
    }
}

void Ledger::open(Book book, const Units& units, const People& people) {
    for (Entry entry = 0; entry < n_entries; ++entry)
        if (book.kind[entry] >= 0) books_of_entry_[entry].push_back(books_.size());
    const Entry serving = entry_of(Status::serving);
    if (book.kind[serving] >= 0)
        for (const Person& person : people) book.counts[book.at(serving, account_of(units, person))] += 1;
    books_.push_back(std::move(book));
}

}  // namespace defection
