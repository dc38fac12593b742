#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-notes.py BUILD [PICTURES]: the notes through the accessibility tree, by the keyboard, in English and in Japanese.

A note is made, written and saved; somebody else changes the same line, and what it becomes is seen and chosen before it
is sent; one may only be read; one is too long to be shown; the program is killed while somebody writes, and what was
written is there again; one is deleted. What is true is asked of the PBX by another program.
"""
import json
import os
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))
secret = os.path.join(os.environ['HOME'], 'secret')
with open(secret, 'w') as file:
    file.write('1001')


def ask(method, **parameters):
    """What the PBX says to an administrator who is signed in elsewhere; None when it refuses."""
    done = subprocess.run([program('palctl'), '--url', sim.url, '--user', '1001', '--password-file', secret, '--format',
                           'json', 'call', method, *[f'{name}={value}' for name, value in parameters.items()]],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return json.loads(done.stdout) if done.returncode == 0 else None


def text(name):
    note = ask('getNote', name=name)
    return note['note'] if note is not None else None


class Round:
    def __init__(self, language, name):
        self.language, self.name = language, name
        self._ = stage.words(language)
        self.start()

    def start(self):
        self.app = stage.App([program('sidetone'), '--profile', 'notes-' + self.language], language=self.language,
                             env={'G_DEBUG': 'fatal-criticals'})

    def check(self, what, condition):
        if not report.check(f'{self.language}: {what}', condition, app=self.app):
            report.say(f'the keyboard is at {self.app.focused()}')

    def at(self, name, what='the keyboard is there'):
        """Waits until the keyboard is at what is called so."""
        self.check(f'{what}: {name}', lambda: (self.app.focused() or (None, ''))[1].startswith(name))

    def open(self, note, part):
        self.app.find('panel', start=note).do('row.open')
        self.check(f'{note} is shown', lambda: self.app.says(part))

    def begin(self):
        _, app = self._, self.app
        app.first_window()
        self.check('the sign-in page opens', lambda: app.find('heading', _('Sign In')) is not None)
        stage.sign_in(app, sim.url, '1002', '1002')
        self.go()

    def go(self):
        _, app = self._, self.app
        self.check('signed in', lambda: app.find('list item', start='Chie Mori') is not None)
        app.raise_()
        app.find('list item', _('Notes')).do()
        self.check('the notes are there', lambda: app.find('list item', 'welcome') is not None)

    def create(self):
        _, app = self._, self.app
        app.click(_('New Note'))
        self.check('a new note', lambda: app.says(_('Who May Do What')))
        app.raise_()
        app.type(self.name)
        self.check('its name', lambda: app.find(('text', 'entry'), _('Name')).text() == self.name)
        app.keys('Return')
        self.check('the PBX has it', lambda: text(self.name) == '')
        app.raise_()
        self.check('it is shown', lambda: app.find('heading', self.name) is not None)
        self.check('who may do what is said', lambda: app.says(_('Everybody may read and write')))
        self.at(_('Text of the note'))
        self.check('and it can be written', lambda: app.find('text', _('Text of the note')).has('editable'))
        app.type('one')
        app.keys('Return')
        app.type('two')
        self.check('it is marked', lambda: app.find('list item', start=self.name + ',') is not None)
        app.keys('ctrl+s')
        self.check('it is saved', lambda: text(self.name) == 'one\ntwo')
        self.check('and the mark is gone', lambda: app.find('list item', self.name) is not None)

    def conflict(self):
        _, app = self._, self.app
        app.keys('ctrl+End')
        app.type('2')
        ask('setNote', name=self.name, note='one\ntheirs')
        app.keys('ctrl+s')
        self.check('two versions', lambda: app.says(_('What Will Be Saved')))
        self.check('nothing is overwritten', text(self.name) == 'one\ntheirs')
        app.raise_()
        self.at(_('Take yours'))
        if len(sys.argv) > 2:
            app.picture(os.path.join(sys.argv[2], f'notes-{self.language}.png'))
        app.keys('Down', 'Down')
        self.check('both are seen', lambda: app.says('theirs', 'two2'))
        app.keys('ctrl+s')
        self.check('both are saved', lambda: text(self.name) == 'one\ntheirs\ntwo2')
        app.raise_()
        self.check('it is settled', lambda: app.find('list item', self.name) is not None)

    def read_only(self):
        _, app = self._, self.app
        self.open('holidays', 'closed')
        self.check('it says that it is', lambda: app.says(_('Read only: administrators alone may change this note.')))
        self.check('and nothing can be written', lambda: not app.find('text', _('Text of the note')).has('editable'))

    def long(self):
        """A line that cannot be laid out is not shown, and none is made by pasting."""
        _, app = self._, self.app
        self.open('endless', _('This Note Cannot Be Shown'))
        self.check('how long it is', lambda: app.says('25000'))
        self.open('wide', 'word word')
        self.at(_('Text of the note'))
        app.keys('ctrl+a', 'ctrl+c', 'ctrl+End', 'ctrl+v')
        self.check('it is said', lambda: app.says(_('A line can have %d letters here at most.') % 20000))
        self.check('nothing came', lambda: app.find('list item', start='wide,') is None)
        app.keys('Return', 'ctrl+v')
        self.check('a line of its own may come', lambda: app.find('list item', start='wide,') is not None)
        app.keys('ctrl+s')
        self.check('it is saved', lambda: text('wide') == WIDE + '\n' + WIDE)

    def kill(self):
        """In the middle of a word; what was written a moment ago is there again."""
        _, app = self._, self.app
        self.open(self.name, 'theirs')
        self.at(_('Text of the note'))
        app.keys('ctrl+End')
        app.type(' and more')
        self.check('it is marked', lambda: app.find('list item', start=self.name + ',') is not None)
        stage.wait(lambda: b'two2 and more' in self.database(), what='the draft on the disk')
        os.kill(app.process.pid, signal.SIGKILL)
        app.process.wait()
        app.stop()
        self.start()
        self.app.first_window()
        self.go()
        self.open(self.name, 'two2 and more')
        self.check('it says that it is a draft', lambda: self.app.says(_('Draft of %s, which is not saved yet.').split('%s')[1]))
        self.check('nothing was sent', text(self.name) == 'one\ntheirs\ntwo2')
        self.at(_('Text of the note'))
        self.app.keys('ctrl+s')
        self.check('then it is saved', lambda: text(self.name) == 'one\ntheirs\ntwo2 and more')

    @staticmethod
    def database():
        found = b''
        for folder, _, names in os.walk(os.environ['HOME']):
            for name in names:
                if name.endswith(('.db', '.db-wal', '.sqlite', '-wal')):
                    with open(os.path.join(folder, name), 'rb') as data:
                        found += data.read()
        return found

    def delete(self):
        _, app = self._, self.app
        self.open(self.name, 'theirs')
        self.at(_('Text of the note'))
        menu = app.find(name=_('This note'))
        next(node for node in menu.walk() if node.actions()).do()
        self.check('the menu', lambda: app.find('menu item', _('_Delete…')) is not None)
        app.click(_('_Delete…'), role='menu item')
        self.check('it asks', lambda: app.says(_('Delete This Note?')))
        self.check('nothing is deleted yet', text(self.name) is not None)
        app.raise_()
        app.click(_('_Delete'))
        self.check('the PBX has it no more', lambda: text(self.name) is None)
        app.raise_()
        self.check('nor has the list', lambda: app.find('list item', start=self.name) is None)

    def close(self):
        bad = self.app.warnings()
        self.check(f'no warning was written {bad or ""}', not bad)
        self.app.stop()


WIDE = 'word ' * 2400
ask('setNote', name='wide', description='', useraccess='2', note=WIDE)
ask('setNote', name='endless', description='', useraccess='2', note='word ' * 5000)
for language, name in (('en', 'Rota'), ('ja', 'Touban')):
    one = Round(language, name)
    one.begin()
    one.create()
    one.conflict()
    one.read_only()
    if language == 'en':
        one.long()
        one.kill()
    one.delete()
    one.close()
sim.stop()
keyring.stop()
sys.exit(report.end())
