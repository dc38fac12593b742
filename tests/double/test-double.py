#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-double.py BUILD mouse|key|ctl [VERB…]: a verb that is pressed twice within 50 ms is done once.

Every verb of the table, in the real window or with two palctl at once; the simulator, a process of its own, counts what
it is asked.
"""
import os
import re
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.join(HERE, '..', '..')
sys.path[:0] = [HERE, os.path.join(TOP, 'build-aux')]
import stage  # noqa: E402

AFTERWARDS = 0.5  # seconds in which a second request would have come
AT_ONCE = 0.05


def read(path):
    with open(os.path.join(TOP, path)) as file:
        return file.read()


def check_table(report, verbs):
    """The table here and those of the program have the same rows."""
    names = re.findall(r'\[DESK_VERB_\w+\] = \{\s*"([a-z-]+)"', read('src/model/desk-verb-table.c'))
    report.check(f'all {len(names)} verbs have a row', sorted(names) == sorted(verbs))
    commands = re.findall(r'\.name = "([a-z ]+)"(?:(?!\.name).)*?(?:ON_A_CALL,|CTL_OPTIONS_AGAIN)', read('src/ctl/ctl-command.c'), re.S)
    used = {row.ctl.replace('unhold', 'resume') for row in verbs.values() if row.ctl} | {'unhold'}
    missing = [name for name in commands if not any(words == name or words.startswith(name + ' ') for words in used)]
    report.check(f'all {len(commands)} commands of palctl that act are pressed', not missing or print('    ', missing))


class Test:
    def __init__(self, program, report, way):
        from office import Office
        from window import Window
        self.report, self.way = report, way
        self.office = Office(program)
        self.window = Window(program, self.office) if way != 'ctl' else None

    def stop(self):
        if self.window is not None:
            warnings = self.window.app.warnings()
            self.report.check(f'no warning was written {warnings or ""}', not warnings)
            self.window.stop()
        self.office.stop()

    def by_mouse(self, row):
        return self.window.twice(row.mouse) if isinstance(row.mouse, str) else row.mouse(self.window)

    def by_key(self, row):
        return self.window.key_twice(row.key) if isinstance(row.key, str) else row.key(self.window)

    def by_ctl(self, row):
        def press():
            start = time.monotonic()
            both = [self.office.command('1001', *row.ctl.split()) for _ in range(2)]
            self.report.check('two palctl were started', time.monotonic() - start < AT_ONCE)
            said = [process.communicate()[0].decode() for process in both]
            self.report.check('both say that it is done', all(process.returncode == 0 for process in both) or print(said))
        return press

    def try_verb(self, name, row):
        try:
            self.verb(name, row)
        except stage.Timeout as error:
            self.report.check(f'{name}: {error}', False)

    def verb(self, name, row):
        self.office.clear()
        if self.window is not None:
            self.window.begin()
        getattr(self.office, row.before)()
        if self.window is not None and row.ready is not None:
            self.window.wait_for(row.ready)
        press = {'mouse': self.by_mouse, 'key': self.by_key, 'ctl': self.by_ctl}[self.way](row)
        if self.way == 'key':
            time.sleep(0.3)  # no key before is the first of the two
        before = self.office.requests()
        start = time.monotonic()
        press()
        took = time.monotonic() - start
        self.report.check(f'{name} is done', row.after(self.office))
        end = time.monotonic() + AFTERWARDS
        stage.wait(lambda: time.monotonic() > end)
        after = self.office.requests()
        got = {method: n - before.get(method, 0) for method, n in after.items() if n != before.get(method, 0)}
        self.report.check(f'{name} twice by {self.way} in {took * 1000:.0f} ms: {row.asks}',
                          got == row.asks or print('     but', got))


def main():
    stage.enter()
    report = stage.Report()
    from verbs import VERBS
    way, only = sys.argv[2], sys.argv[3:]
    check_table(report, VERBS)
    keyring = stage.Keyring()
    test = Test(stage.programs(os.path.abspath(sys.argv[1])), report, way)
    try:
        for name, row in VERBS.items():
            if getattr(row, way) is not None and (not only or name in only):
                test.try_verb(name, row)
    finally:
        test.stop()
        keyring.stop()
    return report.end()


if __name__ == '__main__':
    sys.exit(main())
