#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-killed.py BUILD [--all | --kills N] [--seed N]: the program is killed while calls come and go.

The simulator in a process of its own goes on with its calls, the program is started again each time and signs in by
itself. Whatever stood in the list of calls at any moment before is in the database afterwards, as it stood there.
"""
import argparse
import contextlib
import glob
import json
import os
import pathlib
import random
import re
import shutil
import socket
import sqlite3
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()

ME = '1002'
OPEN, ANSWERED, MISSED, DECLINED, ELSEWHERE, SENT_ON, UNREACHED, UNSEEN = range(8)
# What a line of the list says, and the outcome in the database; of outgoing ones the answered say how long.
ENDED = {'Missed': MISSED, 'Declined': DECLINED, 'Incoming': ANSWERED, 'Outgoing': ANSWERED,
         'Incoming, end not seen': UNSEEN, 'Outgoing, end not seen': UNSEEN, 'Sent on unanswered': SENT_ON}
GOING_ON = {'Incoming, ringing': False, 'Outgoing, calling': False, 'Incoming, talking': True, 'Outgoing, talking': True}
LINE = re.compile(r'(03\d{8}), (.+?), (\d\d:\d\d)(?:, (\d+:\d\d) long)?')
ANEW = 12
MANY = 80  # lines; where all is slow, calls come and go all the same
EARLY = 5  # each time of so many it is killed while it starts


class Traffic(threading.Thread):
    """Calls for and by 1002, one after the other, each with a number of its own; over a control connection of its own."""

    def __init__(self, path, seed):
        super().__init__(daemon=True)
        self.random = random.Random(seed)
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(path)
        self.stream = connection.makefile('rwb')
        self.ended = threading.Event()
        self.made = []
        self.start()

    def act(self, what, **members):
        self.stream.write(json.dumps({'cmd': 'phone', 'do': what, **members}).encode() + b'\n')
        self.stream.flush()
        return json.loads(self.stream.readline())['ok']

    def run(self):
        while not self.ended.wait(self.random.uniform(0, 0.1)):
            number = f'03{len(self.made):08d}'
            self.made.append(number)
            kind = self.random.choice(('missed', 'declined', 'incoming', 'incoming', 'outgoing'))
            if kind == 'outgoing':
                self.act('outside', number=number, how=self.random.choice(('answer', 'ignore')))
                self.act('dial', user=ME, number=number)
            else:
                self.act('call', **{'from': number, 'to': ME})
            self.ended.wait(self.random.uniform(0.05, 0.3))
            if kind == 'incoming':
                self.act('answer', user=ME)
                self.ended.wait(self.random.uniform(0, 1.5))
            if kind == 'missed':
                self.act('outside', number=number)
            else:
                self.act('hangup', user=ME)

    def stop(self):
        self.ended.set()
        self.join()


def lines(app):
    """What stands in the list now: {number: (words, time, duration)}."""
    found = {}
    for _, role, name in app.nodes():
        match = LINE.match(name) if role == 'list item' else None
        if match:
            found[match[1]] = match.groups()[1:]
    return found


def on_disk():
    """The rows that the dead program left, by number; from a copy, so that the next start finds what it left."""
    found = [str(path) for path in pathlib.Path(os.environ['HOME']).rglob('sidetone.db')]
    if not found:
        return not shown, []  # it was killed before it made one
    path, = found
    with tempfile.TemporaryDirectory() as folder:
        for suffix in ('', '-wal'):
            if os.path.exists(path + suffix):
                shutil.copy(path + suffix, os.path.join(folder, 'copy' + suffix))
        with contextlib.closing(sqlite3.connect(os.path.join(folder, 'copy'))) as database:
            intact = database.execute('PRAGMA integrity_check').fetchall() == [('ok',)]
            rows = database.execute('SELECT number, is_outgoing, outcome, is_answered, started_at, duration FROM log'
                                    ' WHERE kind = 0').fetchall()
    return intact and not glob.glob(path + '.damaged*'), rows


def differs(said, row):
    """What of the words is not in that row; None when all is. Going on may have ended since."""
    words, began, duration = said
    is_outgoing, outcome, is_answered, started_at, length = row
    if time.strftime('%H:%M', time.gmtime(started_at / 1e6)) != began:
        return 'the time'
    if words.startswith(('Incoming', 'Outgoing')) and words.startswith('Outgoing') != bool(is_outgoing):
        return 'the direction'
    if words in GOING_ON:
        return 'the answer' if GOING_ON[words] and not is_answered else None
    # An answered call whose end nobody saw has no length.
    unreached = words == 'Outgoing' and duration is None and length >= 0
    if outcome != (UNREACHED if unreached else ENDED[words]):
        return 'the end'
    if duration and '%d:%02d' % divmod(length // 1000, 60) != duration:
        return 'the duration'
    return None


arguments = argparse.ArgumentParser()
arguments.add_argument('build')
arguments.add_argument('--all', dest='kills', action='store_const', const=200, default=8)
arguments.add_argument('--kills', type=int)
arguments.add_argument('--seed', type=int, default=random.randrange(1 << 30))
options = arguments.parse_args()
program = stage.programs(os.path.abspath(options.build))
report = stage.Report()
check, wait = report.check, stage.wait
os.environ['G_DEBUG'] = 'fatal-warnings'
report.say(f'--kills {options.kills} --seed {options.seed}')
moments = random.Random(options.seed)
keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))
app = stage.App([program('sidetone')])
app.first_window()
wait(lambda: app.find('heading', 'Sign In'), what='the sign-in page')
stage.sign_in(app, sim.url, ME, ME)
wait(lambda: stage.presence(app, 'Chie Mori'), what='the colleagues')
traffic = Traffic(sim.path, options.seed)
shown = {}


def await_seen(condition, what):
    """What comes by itself after a start. Where it does not, this says what is there instead, and what the log says."""
    try:
        wait(condition, what=what)
    except stage.Timeout:
        report.say(f'{what} did not come; the window says:\n{app.dump()}\nand the program:\n{app.why()}')
        for path in pathlib.Path(os.environ['HOME']).rglob('*'):
            if path.is_file() and 'sidetone' in str(path):
                report.say(f'{path.stat().st_size:8} {path}')
        raise


def open_calls():
    app.first_window()
    await_seen(lambda: stage.presence(app, 'Chie Mori'), 'the colleagues')
    app.raise_()
    app.keys('ctrl+2')
    await_seen(lambda: lines(app), 'the calls')


def look_until(end):
    """What was seen last, and how often was looked."""
    looks = 0
    while looks == 0 or time.monotonic() < end:
        seen = lines(app)
        shown.update(seen)
        looks += 1
    return f'{looks} looks, {len(seen)} lines'


def compare():
    """What was ever shown, and the disk."""
    intact, rows = on_disk()
    stored = {number: row for number, *row in rows}
    lost = sorted(set(shown) - set(stored))
    wrong = [f'{what} of {number}: {said} is {stored[number]}' for number, said in shown.items()
             if number in stored and (what := differs(said, stored[number]))]
    if lost or wrong:
        report.say(f'lost {lost}, not as shown {wrong}')
    check(f'intact; {len(shown)} were shown, {len(rows)} are kept, as they were shown', intact and not lost and not wrong)
    check('none is there twice, none was made up', len(rows) == len(stored) and set(stored) <= set(traffic.made))
    check('no warning was written', not app.warnings())


def begin_anew():
    """Of a log that grows with every life, looking takes longer and longer."""
    shown.clear()
    for path in pathlib.Path(os.environ['HOME']).rglob('sidetone.db*'):
        path.unlink()


for kill in range(1, options.kills + 1):
    if kill % ANEW == 0 or len(shown) > MANY:
        begin_anew()
    if kill > 1:
        app = stage.App([program('sidetone')])
    if kill % EARLY == 0:
        delay = moments.uniform(0, 1)
        seen = 'while it starts'
        time.sleep(delay)
    else:
        delay = moments.uniform(0, 2)
        open_calls()
        if not shown or set(shown) & set(lines(app)):
            seen = look_until(time.monotonic() + delay)
        else:
            check('what was there before is shown', False)
            break
    app.process.kill()
    check(f'kill {kill} after {delay:.3f} s, {seen}', app.process.wait() == -9)
    compare()
    if report.failed:
        break

# The calls that went on when it was killed do not go on for ever.
traffic.stop()
app = stage.App([program('sidetone')])
open_calls()
check('no call goes on', lambda: not [line for line in lines(app).values() if line[0] in GOING_ON])
app.stop()
check('nor in the database', not [row for row in on_disk()[1] if row[2] == OPEN])
compare()
sim.stop()
keyring.stop()
sys.exit(report.end())
