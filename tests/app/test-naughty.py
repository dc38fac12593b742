#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-naughty.py BUILD: callers with naughty names, through the window and both kinds of desktop; warnings are fatal.

What arrives at the desktop is one plain line of at most 80 characters in the title, and our own words in the body.
"""
import json
import os
import sys
import time
import unicodedata

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, '..', '..', 'build-aux'))
sys.path.insert(0, here)
import stage  # noqa: E402

stage.enter()
import receiver  # noqa: E402

AT_ONCE = 6
BODIES = {'Incoming call', 'Missed call', ''}
JOINERS = '\u200c\u200d'
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
check = report.check
os.environ['G_DEBUG'] = 'fatal-warnings'


def texts():
    found = []
    for name in ('blns.json', 'naughty.json'):
        with open(os.path.join(here, '..', 'data', name), encoding='utf-8') as file:
            found += json.load(file)
    return [text for text in found if text.strip('\0')]


def is_plain(title):
    return title and len(title) <= 80 and not any(
        unicodedata.category(c) in ('Cc', 'Cf', 'Cs', 'Co', 'Zl', 'Zp') and c not in JOINERS for c in title)


def wait(condition, what):
    """As stage.wait, for what comes in a few milliseconds, hundreds of times."""
    end = time.monotonic() + stage.PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise stage.Timeout(f'{what} did not come')
        time.sleep(0.002)


def call_all(desk, some):
    """They ring together, some at a time, and are refused at the phone. The texts that are no plain line at the end."""
    bad = []
    for i in range(0, len(some), AT_ONCE):
        part = some[i:i + AT_ONCE]
        before = len(desk.history)
        for text in part:
            sim.ask('phone', do='call', **{'from': text, 'to': '1002'})
        wait(lambda: len(desk.history) >= before + len(part), f'the notifications of {part!r:.200}')
        bad += [note for note in desk.history[before:] if not is_plain(note['title']) or note['body'] not in BODIES]
        for text in part:
            sim.ask('phone', do='hangup', user='1002')
        wait(lambda: not desk.find(body='Incoming call'), f'the end of {part!r:.200}')
    return bad


keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))
all_texts = texts()
for kind in (receiver.Freedesktop, receiver.Shell):
    desk = kind()
    app = stage.App([program('sidetone')])
    app.first_window()
    if kind == receiver.Freedesktop:
        stage.wait(lambda: app.find('heading', 'Sign In'), what='the sign-in page')
        stage.sign_in(app, sim.url, '1002', '1002')
    check('signed in', lambda: stage.presence(app, 'Chie Mori') == 'Free', 20)
    bad = call_all(desk, all_texts[::8])
    app.raise_()
    app.keys('ctrl+w')
    check('the window is closed', lambda: not app.window())
    if kind == receiver.Freedesktop:
        check('which is said', lambda: desk.find('keeps running'))
    bad += call_all(desk, all_texts)
    check(f'{kind.__name__}: {len(all_texts)} callers, each one plain line {bad or ""}', len(all_texts) > 515 and not bad)
    check('the program goes on', app.process.poll() is None)
    check('no warning was written', not app.warnings())
    app.stop()
    desk.stop()
sim.stop()
keyring.stop()
sys.exit(report.end())
