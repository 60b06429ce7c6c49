"""Equations in comments, and in pages that describe models, stand indented by four spaces, one a line. A
formatter that reflows comments runs them together or breaks them in two; then they are unreadable."""
import re

WIDTH = 120
INDENTED = re.compile(r"\s*///? {4,}(\S.*)")
RELATION = re.compile(r" [-+*]?= ")


def outside_brackets(text):
    """The text without what stands in brackets, which may hold relations of its own."""
    shorter = re.sub(r"[(\[][^()\[\]]*[)\]]", "", text)
    return text if shorter == text else outside_brackets(shorter)


def fault(text, before):
    """The problem of an indented line's text, given the indented line before it ("" for none)."""
    bare = outside_brackets(text)
    if re.search(r"[()\[\]]", bare):
        return "an equation is broken in two: a bracket has no partner on its line"
    if len(RELATION.findall(bare)) > 1 or re.search(r"; +(?!//)\S", bare):
        return "two equations on one line: give each its own"
    if before and len(before) + 1 + len(text.split()[0]) > WIDTH:
        return "an equation is broken in two: the line before has no room for this one's first word"
    return None


def page_findings(path, text):
    """In a page equations start at the fourth column; columns to their right explain them."""
    for number, line in enumerate(text.splitlines(), start=1):
        what = fault(line.strip(), "") if re.match(r" {4}\S", line) else None
        if what:
            yield path, number, what


def findings(path, text):
    before = ""
    for number, line in enumerate(text.splitlines(), start=1):
        indented = INDENTED.match(line) is not None
        what = fault(INDENTED.match(line)[1], before) if indented else None
        if what:
            yield path, number, what
        before = line if indented else ""
