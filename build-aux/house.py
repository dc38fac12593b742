# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks share: walking the tree, and C source without its comments and texts."""

import argparse
import os
import re
import sys

SKIPPED = re.compile(r'^(_.*|\.git|build|subprojects|node_modules|__pycache__)$')

_LEXEME = re.compile(
    r'/\*.*?\*/'                 # comment
    r'|//[^\n]*'                 # line comment
    r'|"(?:\\.|[^"\\\n])*"'      # text
    r"|'(?:\\.|[^'\\\n])*'",     # character
    re.DOTALL)


def _blank(text):
    return re.sub(r'[^\n]', ' ', text)


def without_comments(source):
    """The same length and lines; comments are spaces."""
    return _LEXEME.sub(lambda m: _blank(m[0]) if m[0][0] == '/' else m[0], source)


def code_only(source):
    """The same length and lines; comments, texts and characters are spaces (their quotes stay)."""
    def blank(match):
        found = match[0]
        return _blank(found) if found[0] == '/' else found[0] + _blank(found[1:-1]) + found[-1]
    return _LEXEME.sub(blank, source)


def texts(source):
    """(line, text) of every C text, adjacent ones not joined."""
    for match in _LEXEME.finditer(source):
        if match[0][0] == '"':
            yield line_of(source, match.start()), match[0][1:-1]


def line_of(source, offset):
    return source.count('\n', 0, offset) + 1


def arguments(source, opening):
    """The texts between the parentheses that open at @opening, split at top-level commas."""
    depth, start, found, code = 0, opening + 1, [], code_only(source)
    for i in range(opening, len(source)):
        c = code[i]
        if c in '([{':
            depth += 1
        elif c in ')]}':
            depth -= 1
            if depth == 0:
                found.append(source[start:i].strip())
                return found
        elif c == ',' and depth == 1:
            found.append(source[start:i].strip())
            start = i + 1
    return found


class Tree:
    """The files of a source tree, by path relative to its root."""

    def __init__(self, root):
        self.root = os.path.abspath(root)
        self.paths = []
        for folder, folders, files in os.walk(self.root):
            folders[:] = sorted(f for f in folders if not SKIPPED.match(f))
            for name in sorted(f for f in files if not SKIPPED.match(f)):
                self.paths.append(os.path.relpath(os.path.join(folder, name), self.root))
        self._texts = {}

    def under(self, *folders, ends=('.c', '.h')):
        return [p for p in self.paths
                if p.endswith(tuple(ends)) and any(p.startswith(f + '/') for f in folders)]

    def read(self, path):
        if path not in self._texts:
            with open(os.path.join(self.root, path), encoding='utf-8', errors='replace') as file:
                self._texts[path] = file.read()
        return self._texts[path]

    def exists(self, path):
        return os.path.exists(os.path.join(self.root, path))

    def is_executable(self, path):
        return os.access(os.path.join(self.root, path), os.X_OK)


class Reasons:
    """A list of exceptions: `what path reason…` a line. Each must have a reason and must be needed."""

    def __init__(self, tree, path):
        self.path, self.rows, self.used, self.problems = path, {}, set(), []
        for number, line in enumerate(tree.read(path).splitlines() if tree.exists(path) else [], 1):
            if not line.strip() or line.startswith('#'):
                continue
            parts = line.split(None, 2)
            if len(parts) < 3 or len(parts[2].split()) < 3:
                self.problems.append(f'{path}:{number}: a line is: RULE PATH REASON (three words or more)')
                continue
            self.rows[(parts[0], parts[1])] = number

    def excuse(self, rule, path):
        key = (rule, path)
        if key in self.rows:
            self.used.add(key)
            return True
        return False

    def leftovers(self):
        return [f'{self.path}:{number}: no longer needed: {rule} {path}'
                for (rule, path), number in self.rows.items() if (rule, path) not in self.used]


def run(description, check):
    """Runs check(tree) -> problems; prints them; the exit code says whether there were any."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument('--root', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
    tree = Tree(parser.parse_args().root)
    problems = check(tree)
    for problem in problems:
        print(problem)
    print(f'{len(problems)} problem(s)')
    sys.exit(1 if problems else 0)
