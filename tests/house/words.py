"""How sentences of comments and pages begin: not with a What, Who or Where that asks nothing."""
import re

HEADLESS = re.compile(r"(?:^|[.!] )(What|Who|Where) (?!.*\?)")
COMMENT = re.compile(r'^\s*(?://+<? ?|# |""")(.*)')


def prose(path, text):
    """(line, words) of comments and of the first lines of docstrings; of a page all but headings, tables and code."""
    is_page, is_code = path.endswith(".md"), False
    for number, line in enumerate(text.splitlines(), start=1):
        comment = COMMENT.match(line)
        if is_page and line.startswith("```"):
            is_code = not is_code
        elif is_page and not is_code and not line.startswith(("#", "|", "    ")):
            yield number, line
        elif not is_page and comment:
            yield number, comment[1]


def findings(path, text):
    for number, words in prose(path, text):
        if begins := HEADLESS.search(words):
            yield path, number, f"{begins[1]} ...: name the actor or the thing at the beginning of a sentence"
