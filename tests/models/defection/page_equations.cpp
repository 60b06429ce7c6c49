#include "tests/models/defection/page_equations.hpp"

#include <muParser.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <regex>
#include <set>
#include <stdexcept>
#include <vector>

namespace tests {
namespace {

const std::set<std::string> functions = {"min", "max", "ln", "exp", "sqrt", "abs", "logistic"};

double logistic(double x) { return 1.0 / (1.0 + std::exp(-x)); }

std::string trimmed(const std::string& text) {
    const auto from = text.find_first_not_of(' ');
    return from == std::string::npos ? "" : text.substr(from);
}

/// The text right of it after four spaces explains it.
std::string without_explanation(const std::string& text) { return text.substr(0, text.find("    ")); }

bool goes_on(const std::string& line) {
    const std::string text = trimmed(line);
    return line.starts_with("     ") && (text.starts_with("- ") || text.starts_with("+ "));
}

/// Each phrase becomes a name of its own, the longest first.
std::string with_names(std::string text, const Meanings& meanings, mu::Parser& parser) {
    std::vector<std::string> phrases;
    for (const auto& [phrase, value] : meanings) phrases.push_back(phrase);
    std::ranges::stable_sort(phrases, std::greater<>{}, &std::string::size);
    for (std::size_t i = 0; i < phrases.size(); ++i) {
        const std::string name = "given" + std::to_string(i) + "_";
        parser.DefineConst(name, meanings.at(phrases[i]));
        const auto in_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
        for (std::size_t at = 0; (at = text.find(phrases[i], at)) != std::string::npos;) {
            const std::size_t end = at + phrases[i].size();
            const bool is_part = (at > 0 && in_word(text[at - 1]) && in_word(text[at])) ||
                                 (end < text.size() && in_word(text[end]) && in_word(text[end - 1]));
            if (!is_part) text.replace(at, phrases[i].size(), name);
            at += is_part ? 1 : name.size();
        }
    }
    return text;
}

/// Between a factor and the next one goes a sign.
std::string with_products(const std::string& text) {
    static const std::regex token(R"([A-Za-z_][A-Za-z0-9_]*|[0-9.]+|[^\s])");
    std::string made, before;
    for (auto at = std::sregex_iterator(text.begin(), text.end(), token); at != std::sregex_iterator(); ++at) {
        std::string word = at->str() == "x" ? "*" : at->str();
        const auto is_factor = [](const std::string& w) { return std::isalnum(static_cast<unsigned char>(w[0])) != 0; };
        const bool ends = !before.empty() && (before == ")" || (is_factor(before) && !functions.contains(before)));
        if (ends && (is_factor(word) || word == "(")) made += '*';
        made += word;
        before = word;
    }
    return made;
}

}  // namespace

std::string page_equation(const std::filesystem::path& of, const std::string& section, const std::string& left) {
    std::ifstream page(of);
    bool is_in_section = false;
    for (std::string line; std::getline(page, line);) {
        if (line.starts_with("#### ")) is_in_section = line.ends_with(" " + section);
        const std::string text = trimmed(line);
        if (!is_in_section || !line.starts_with("    ") || !text.starts_with(left + " ")) continue;
        std::string right = text.substr(left.size() + 1);
        if (right.starts_with("+= ") || right.starts_with("= "))
            right = right.substr(right.find(' ') + 1);
        else
            continue;
        right = without_explanation(right);
        while (std::getline(page, line) && goes_on(line)) right += " " + without_explanation(trimmed(line));
        return right;
    }
    throw std::runtime_error(of.string() + ", " + section + ": no equation of " + left);
}

double value_of(const std::string& text, const Meanings& meanings) {
    try {
        mu::Parser parser;
        parser.DefineFun("logistic", logistic);
        parser.SetExpr(with_products(with_names(text, meanings, parser)));
        return parser.Eval();
    } catch (const mu::Parser::exception_type& error) {
        throw std::runtime_error(text + ": " + error.GetMsg());
    }
}

}  // namespace tests
