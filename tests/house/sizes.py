"""How long functions and files may be, by lines."""
import re

FUNCTION = 60
FILE = 400
MECHANISM = 300
NINE_IN_TEN_FILES = 200
NO_FUNCTION = re.compile(r"\s*(\} )?(namespace|class|struct|enum|union|extern|if|else|for|while|switch|do|try|catch)\b")
BODY = re.compile(r"\)[^()=]*\{$")
LITERAL = re.compile(r'R"(\w*)\(.*?\)\1"' + r"|'(\\.|[^'\\\n])'", flags=re.S)


def without_literals(text):
    """The same text with characters and raw strings blanked, which may hold a brace without its partner."""
    return LITERAL.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def functions(code):
    """(first line of the body, its lines) of each C++ function and of each lambda with lines of its own. As
    clang-format lays code out, a body opens at the end of a line. `code` has no comments and no literals."""
    opened = []
    for number, line in enumerate(code.splitlines(), start=1):
        is_body = BODY.search(line.rstrip()) and not NO_FUNCTION.match(line)
        braces = re.findall(r"[{}]", line)
        for at, brace in enumerate(braces):
            if brace == "{":
                opened.append(number if is_body and at == len(braces) - 1 else None)
            elif opened:
                start = opened.pop()
                if start is not None:
                    yield start, number - start + 1


def findings(texts, without_comments_and_texts):
    """`texts` holds the C++ files by path."""
    for path, text in texts.items():
        for line, length in functions(without_comments_and_texts(without_literals(text))):
            if length > FUNCTION:
                yield path, line, f"a function of {length} lines: {FUNCTION} are the limit; does it do two things?"
        limit = MECHANISM if "/mechanisms/" in path else FILE
        if text.count("\n") > limit:
            yield path, 1, f"has {text.count(chr(10))} lines: {limit} are the limit; does it hold two ideas?"
    longest = sorted(texts, key=lambda path: texts[path].count("\n"))[len(texts) * 9 // 10:]
    if longest and texts[longest[0]].count("\n") > NINE_IN_TEN_FILES:
        yield longest[0], 1, (f"{len(longest)} files, this and longer ones, have over {NINE_IN_TEN_FILES} lines: "
                              "one in ten may")
