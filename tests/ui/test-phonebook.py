#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-phonebook.py BUILD [PICTURES]: the phonebook through the accessibility tree, by the keyboard, in English and in Japanese.

A contact is made, found, changed, called; somebody else changes the same field, and both versions are seen; the PBX
refuses a change, which is tried again later. What is true is asked of the PBX by another program.
"""
import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
check = report.check
keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))
secret = os.path.join(os.environ['HOME'], 'secret')
with open(secret, 'w') as file:
    file.write('1002')

# (language, the first two fields of a contact that are shown, what they make)
ROUNDS = (('en', ('First name', 'Last name'), ('Nora', 'Lind'), 'Nora Lind'),
          ('ja', ('姓', '姓（フリガナ）'), ('Abe', ''), 'Abe'))


def ask(method, **parameters):
    """What the PBX says to somebody else who is signed in as the same person."""
    given = [f'{name}={value if isinstance(value, str) else json.dumps(value)}' for name, value in parameters.items()]
    done = subprocess.run([program('palctl'), '--url', sim.url, '--user', '1002', '--password-file', secret, '--format',
                           'json', 'call', method, *given], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise stage.Timeout(f'{method}: {done.stdout.decode()}')


def find_id(name):
    return next((str(contact['aid']) for contact in ask('getContactList') if contact['display_name'] == name), None)


def info(contact_id):
    return ask('getContact', aid=contact_id)['info']


def drafts(profile):
    """What the database has of contacts that are not saved."""
    path, = (path for path in pathlib.Path(os.environ['HOME']).rglob('sidetone.db') if profile in str(path))
    with contextlib.closing(sqlite3.connect(f'file:{path}?mode=ro', uri=True)) as database:
        return ' '.join(row[0] for row in database.execute('SELECT mine FROM contact_drafts'))


def calls():
    return next([leg['other_number'] for leg in entry['legs']] for entry in sim.ask('world')['users']
                if entry['user'] == '1002')


class Round:
    def __init__(self, language, captions, values, name):
        self.company = {'en': 'Company', 'ja': '会社'}[language]
        self.language, self.captions, self.values, self.name = language, captions, values, name
        self._ = stage.words(language)
        self.profile = 'phonebook-' + language
        self.bad = []  # warnings of those that ended
        self.app = self.start()

    def start(self):
        return stage.App([program('sidetone'), '--profile', self.profile], language=self.language,
                         env={'G_DEBUG': 'fatal-criticals'})

    def check(self, what, condition):
        if not check(f'{self.language}: {what}', condition, app=self.app):
            report.say(f'the keyboard is at {self.app.focused()}')

    def picture(self, name):
        if len(sys.argv) > 2:
            self.app.picture(os.path.join(sys.argv[2], f'phonebook-{name}-{self.language}.png'))

    def at(self, start):
        focused = self.app.focused()
        return focused is not None and focused[1].startswith(start)

    def button(self, label, **options):
        return self.app.find('push button', self._(label), **options)

    def field(self, caption):
        return self.app.find(('text', 'entry'), caption)

    def open(self):
        _, app = self._, self.app
        app.first_window()
        self.check('the sign-in page opens', lambda: app.find('heading', _('Sign In')) is not None)
        stage.sign_in(app, sim.url, '1002', '1002')
        self.check('signed in', lambda: app.find('list item', start='Chie Mori') is not None)
        app.raise_()
        app.keys('ctrl+4')
        self.check('the contacts are there', lambda: app.find('list item', 'Dentist') is not None)

    def create(self):
        _, app = self._, self.app
        app.keys('ctrl+n')
        self.check('a new contact', lambda: self.field(self.captions[0]) is not None)
        app.raise_(_('New Contact'))
        app.type(self.values[0])
        self.check('the first field', lambda: self.field(self.captions[0]).text() == self.values[0])
        app.keys('Tab')
        app.type(self.values[1])
        self.check('the next field', lambda: self.field(self.captions[1]).text() == self.values[1])
        self.check('the name is made while it is written', lambda: app.find('label', self.name) is not None)
        app.keys('ctrl+s')
        self.check('the PBX has it', lambda: find_id(self.name))
        app.raise_()
        self.check('it is among the others', lambda: app.find('list item', self.name) is not None)
        self.check('and shown', lambda: app.find('heading', self.name) is not None)
        self.picture('new')
        self.check('it is in the language of the phonebook', info(find_id(self.name))['$lang'] == self.language)

    def search(self, words, name):
        app = self.app
        app.keys('ctrl+f')
        app.type(words)
        self.check(f'{name} is found', lambda: app.find('list item', name) is not None
                   and app.find('list item', 'Marta Nowak') is None)
        app.keys('Return')
        self.check('the first one has the keyboard', lambda: self.at(name))
        app.keys('Return')
        self.check('and is shown', lambda: app.find('heading', name) is not None)

    def edit(self, company):
        """Opens the form of who is shown and writes a company, which it gives back unsaved."""
        _, app = self._, self.app
        self.check('it can be changed', lambda: self.button('Edit', sensitive=True) is not None)
        app.click(_('Edit'))
        self.check('the form', lambda: self.field(self.company) is not None)
        app.raise_(_('Edit Contact'))
        self.field(self.company).write(company)

    def change(self):
        self.search('dent', 'Dentist')
        self.edit('Smile')
        self.app.keys('ctrl+s')
        self.check('the PBX has the change', lambda: info(find_id('Dentist')).get('$company') == 'Smile')
        self.app.raise_()
        self.check('it is confirmed', lambda: self.app.find('list item', contains='Smile') is not None)

    def conflict(self):
        _, app = self._, self.app
        contact = find_id('Dentist')
        self.edit('Mine')
        theirs = dict(info(contact), **{'$company': 'Theirs'})
        ask('setContact', aid=contact, phonebook='Private', info=theirs)
        app.keys('ctrl+s')
        self.check('two versions', lambda: self.button('Compare…') is not None)
        self.check('which needs the person', lambda: app.says(_('Changes that need you: %u').replace('%u', '1')))
        app.raise_()
        app.click(_('Compare…'))
        self.check('both are seen', lambda: app.says('Mine', 'Theirs'))
        app.raise_(_('Two Versions'))
        self.picture('conflict')
        app.keys('Tab', 'space')
        theirs = _('%s, %s: %s').replace('%s', self.company, 1).replace('%s', _('On the PBX'), 1).replace('%s', 'Theirs')
        self.check('the other one is chosen', lambda: app.find(name=theirs).has('checked'))
        app.click(_('_Save'))
        self.check('the one that was chosen stays', lambda: self.button('Compare…') is None)
        app.raise_()
        self.check('on the PBX', info(contact)['$company'] == 'Theirs')

    def refusal(self):
        _, app = self._, self.app
        sim.ask('fault', spec='error:method=setContact,code=-32000,message=Book is full')
        self.edit('Refused')
        app.keys('ctrl+s')
        self.check('the refusal is told', lambda: app.says('Book is full'))
        sim.ask('lift', name='error')
        app.raise_()
        app.click(_('Try Again'))
        self.check('then it is taken', lambda: info(find_id('Dentist'))['$company'] == 'Refused')
        app.raise_()
        self.edit('Dental Clinic')
        app.keys('ctrl+s')
        self.check('and so is the next one', lambda: info(find_id('Dentist'))['$company'] == 'Dental Clinic')
        app.raise_()

    def leave(self):
        """What is written is not thrown away without a question."""
        _, app = self._, self.app
        self.edit('Forgotten')
        app.keys('Escape')
        self.check('it asks', lambda: app.says(_('Save What You Wrote?')))
        app.raise_()
        app.click(_('_Discard'))
        self.check('and is gone', lambda: not app.says(_('Save What You Wrote?')) and self.field(self.company) is None)
        self.check('the PBX does not have it', info(find_id('Dentist'))['$company'] == 'Dental Clinic')
        app.raise_()

    def deletion(self):
        """Somebody else deletes what is being changed: it is made again, with all that was written."""
        _, app = self._, self.app
        contact = find_id('Dentist')
        self.edit('Once more')
        ask('deleteContact', aid=[contact])
        app.keys('ctrl+s')
        self.check('it is gone there', lambda: self.button('Compare…') is not None)
        app.raise_()
        app.click(_('Changes that need you: %u').replace('%u', '1'))
        self.check('the changes say so', lambda: app.says(_('Somebody else deleted it meanwhile')))
        app.raise_(_('Changes'))
        self.picture('changes')
        app.keys('Escape')
        self.check('and go', lambda: app.find('frame', _('Changes')) is None)
        app.raise_()
        app.click(_('Compare…'))
        self.check('it asks', lambda: app.says(_('Make It Again?')))
        app.raise_()
        self.picture('deleted')
        app.click(_('_Make It Again'))
        self.check('it is there again', lambda: find_id('Dentist') not in (None, contact))
        self.check('with all of it', lambda: info(find_id('Dentist'))['$company'] == 'Once more')
        self.check('nothing waits', lambda: self.button('Compare…') is None)
        app.raise_()
        self.search('dent', 'Dentist')

    def draft(self):
        """What is being written when the program is killed is offered again."""
        _ = self._
        self.edit('Half a wor')
        self.check('it is on disk', lambda: 'Half a wor' in drafts(self.profile))
        self.app.process.kill()
        self.app.process.wait()
        self.bad += self.app.warnings()
        self.app = app = self.start()
        app.first_window()
        self.check('signed in again', lambda: app.find('list item', start='Chie Mori') is not None)
        app.raise_()
        app.keys('ctrl+4')
        offer = _('Not saved: %s').replace('%s', 'Dentist')
        self.check('it is offered', lambda: app.find('push button', offer) is not None)
        self.picture('not-saved')
        app.click(offer)
        self.check('the form again', lambda: self.field(self.company) is not None)
        self.check('as it was', self.field(self.company).text() == 'Half a wor')
        app.raise_(_('Edit Contact'))
        self.field(self.company).write('Half a word')
        app.keys('ctrl+s')
        self.check('and saved', lambda: info(find_id('Dentist'))['$company'] == 'Half a word')
        self.check('it is offered no longer', lambda: app.find('push button', offer) is None and drafts(self.profile) == '')
        app.raise_()
        self.search('dent', 'Dentist')

    def selected(self, *names):
        """Whether these are chosen, and no other one."""
        nodes = self.app.nodes()
        return sorted(name for node, role, name in nodes if role == 'list item' and node.has('selected')
                      and name.startswith('Zz ')) == sorted(names)

    def several(self):
        """Chosen by the keyboard: exported together, and deleted."""
        _, app = self._, self.app
        names = ['Zz One', 'Zz Two', 'Zz Three']
        for name in names:
            ask('setContact', phonebook='Private', info={'$nickname': name, '$lang': self.language})
        app.keys('ctrl+f')
        app.type('Zz')
        self.check('three are found', lambda: all(app.find('list item', name) for name in names)
                   and app.find('list item', start='Dent') is None)
        app.keys('Return')
        self.check('the first one has the keyboard', lambda: self.at('Zz'))
        count = lambda n: _('%u selected').replace('%u', str(n))
        app.keys('shift+Down')
        self.check('two of them', lambda: app.find('label', count(2)))
        app.keys('shift+Down')
        self.check('all of them', lambda: app.find('label', count(3)) and self.selected(*names))
        app.keys('shift+Up')
        self.check('two again', lambda: app.find('label', count(2)))
        app.keys('space')
        self.check('one', lambda: app.find('label', count(1)))
        app.keys('Escape')
        self.check('none', lambda: app.find('label', count(1)) is None and app.find('label', _('None selected')) is None)
        app.keys('ctrl+a')
        self.check('all that are listed', lambda: app.find('label', count(3)) and self.selected(*names))
        self.picture('several')
        path = os.path.join(os.environ['HOME'], f'several-{self.language}.vcf')
        app.click(_('Export'))
        stage.wait(lambda: app.find('menu item', 'vCard 3.0…'), what='the kinds of files').do()
        field = stage.wait(lambda: app.find('text', contains='.vcf'), what='the chooser of files')
        field.write(path)
        app.raise_()
        app.keys('Return')
        self.check('they are exported', lambda: os.path.exists(path) and pathlib.Path(path).read_text())
        self.check('and nobody else', lambda: pathlib.Path(path).read_text().count('BEGIN:VCARD') == 3)
        app.raise_()
        app.click(_('Delete…'))
        self.check('it asks', lambda: app.says(_('Delete the Selected Contacts?')))
        app.raise_()
        app.click(_('_Delete'))
        self.check('they are gone', lambda: all(find_id(name) is None for name in names))
        app.raise_()
        self.check('and the choice with them', lambda: app.find('label', count(3)) is None)
        self.search('dent', 'Dentist')

    def call(self):
        _, app = self._, self.app
        number = next(value for key, value in info(find_id('Dentist')).items() if key.startswith('$tel'))
        self.check('a number can be called', lambda: app.find('push button', _('Call %s').replace('%s', number)))
        app.click(_('Call %s').replace('%s', number))
        self.check('my phone rings for it', lambda: len(calls()) == 1)
        app.keys('F8')
        self.check('over', lambda: calls() == [])

    def close(self):
        bad = self.bad + self.app.warnings()
        self.check(f'no warning was written {bad or ""}', not bad)
        self.app.stop()


for language in ROUNDS:
    one = Round(*language)
    one.open()
    one.create()
    one.change()
    one.conflict()
    one.refusal()
    one.leave()
    one.deletion()
    one.draft()
    one.several()
    one.call()
    one.close()
sim.stop()
keyring.stop()
sys.exit(report.end())
