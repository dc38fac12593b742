#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-import.py BUILD [PICTURES]: a file with errors is imported and taken back, through the accessibility tree."""
import csv
import io
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()
from gi.repository import Gio, GLib  # noqa: E402

program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
check = report.check
keyring = stage.Keyring()
ID = '$aid'
WORDS = {
    'en': {'counts': '2 new, 1 changed, 0 same, 1 duplicate, 2 bad', 'bad': 'Line 5: Bad', 'saved': '3 contacts saved',
           'exported': 'exported'},
    'ja': {'counts': '新規 2、変更 1、同じ 0、重複 1、不正 2', 'bad': '5 行目: 不正', 'saved': '3 件の連絡先を保存しました',
           'exported': '件の連絡先を書き出しました'},
}
FILE = ('$nickname,$firstname,$lastname,$tel_work,Birthday\n,New,One,1,\n,New,One,1,\n,New,Two,2,1/2\nba"d,x,y,3,\n'
        'a,b,c,d,e,f\nDentist,,,,3/4\n')


def activate(action, wish, profile):
    connection = Gio.bus_get_sync(Gio.BusType.SESSION)
    path = f'/org/sidetone/Sidetone/Profile_{profile}'
    connection.call_sync(path[1:].replace('/', '.'), path, 'org.gtk.Actions', 'Activate',
                         GLib.Variant('(sava{sv})', (action, [wish] if wish is not None else [], {})), None,
                         Gio.DBusCallFlags.NONE, 5000)


def run(language, folder):
    _, words = stage.words(language), WORDS[language]
    sim = stage.Palsim(program('palsim'))
    app = stage.App([program('sidetone'), '--profile', language], language=language)
    app.first_window()
    check(f'{language}: the sign-in page', lambda: app.find('heading', _('Sign In')) is not None, 20, app)
    stage.sign_in(app, sim.url, '1002', '1002')
    path = os.path.join(folder, 'book.csv')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(FILE)
    activate('import-contacts', GLib.Variant('(sbs)', ('Private', False, GLib.filename_to_uri(path))), language)
    check(f'{language}: each column is asked about', lambda: app.find(contains='Birthday') is not None, 20, app)
    picture(app, f'{language}-columns')
    app.click(_('_Continue'))
    check(f'{language}: what would be done', lambda: app.find(contains=words['counts']) is not None, 20, app)
    check(f'{language}: the bad line and its reason',
          lambda: app.find(contains=words['bad']) is not None and app.find(contains=_('A quotation mark stands in the middle of a cell.')) is not None, 10, app)
    picture(app, f'{language}-plan')
    app.click(_('_Import'))
    check(f'{language}: all is saved', lambda: app.find(contains=words['saved']) is not None, 30, app)
    picture(app, f'{language}-result')
    app.click(_('_Undo'))
    check(f'{language}: all is taken back', lambda: app.find(contains=_('Import Undone')) is not None, 30, app)
    app.raise_()
    app.keys('Escape')
    check(f'{language}: the window goes', lambda: app.find(contains=_('Import Undone')) is None, 10, app)
    short_dials(app, language, _)
    export(app, language, folder, _)
    choose_file(app, language, folder, _)
    from_menu(app, language, _)
    app.stop()
    sim.stop()


def read(path):
    with open(path, encoding='utf-8', newline='') as file:
        return file.read()


def export(app, language, folder, _):
    """The book, a search in all of them, and the end of it where there is such a file already."""
    def wish(kind, name, book, search='', ids=()):
        path = os.path.join(folder, f'{language}-{name}')
        uri = GLib.filename_to_uri(path)
        activate('export-contacts', GLib.Variant('(ssbsass)', (kind, book, False, search, ids, uri)), language)
        return path

    table = wish('csv', 'book.csv', 'Private')
    check(f'{language}: a book is exported', lambda: app.find(contains=WORDS[language]['exported']), 20, app)
    rows = list(csv.DictReader(io.StringIO(read(table))))
    check(f'{language}: with all its fields', lambda: any(
        row['$nickname'] == 'Dentist' and row['$tel_work'] == '0398765432' for row in rows))
    check(f'{language}: the file is for nobody else', lambda: os.stat(table).st_mode & 0o077 == 0)
    cards = wish('vcard-3.0', 'found.vcf', '', 'Dentist')
    check(f'{language}: what a search finds is exported', lambda: os.path.exists(cards) and read(cards), 20, app)
    check(f'{language}: as one card', lambda: read(cards).count('BEGIN:VCARD') == 1 and 'Dentist' in read(cards))
    everybody = wish('csv', 'all.csv', '')
    check(f'{language}: all are exported', lambda: os.path.exists(everybody) and read(everybody).count('\n') > 3, 20, app)
    chosen = [row[ID] for row in csv.DictReader(io.StringIO(read(everybody)))][:2]
    cards = wish('vcard-3.0', 'chosen.vcf', '', ids=chosen)
    check(f'{language}: those chosen are exported', lambda: os.path.exists(cards) and read(cards), 20, app)
    check(f'{language}: and nobody else', lambda: read(cards).count('BEGIN:VCARD') == len(chosen) == 2)
    wish('vcard-4.0', 'book.csv', '')
    failed = _('The contacts could not be exported. %s').split('%')[0].strip()
    check(f'{language}: a file nobody was asked about stays', lambda: app.find(contains=failed), 20, app)
    check(f'{language}: as it was', lambda: 'BEGIN' not in read(table))


def choose_file(app, language, folder, _):
    """For programs it is warned before; then where to, as in every program."""
    def wish():
        activate('export-contacts', GLib.Variant('(ssbsass)', ('csv', 'Private', False, '', [], '')), language)
        stage.wait(lambda: app.find(contains=_('Export for Programs?')), what='the warning')

    wish()
    app.find('push button', _('_Cancel').replace('_', '')).do()
    check(f'{language}: warned, nothing is asked', lambda: app.find(contains=_('Export for Programs?')) is None, 10, app)
    wish()
    picture(app, f'{language}-warning')
    app.find('push button', _('_Export').replace('_', '')).do()
    field = stage.wait(lambda: app.find('text', contains='.csv'), what='the chooser of files')
    picture(app, f'{language}-chooser')
    path = os.path.join(folder, f'{language}-chosen.csv')
    field.write(path)
    app.raise_()
    app.keys('Return')
    check(f'{language}: the file chosen is written', lambda: os.path.exists(path) and 'Dentist' in read(path), 20, app)


def from_menu(app, language, _):
    """One contact, from the menu of its row."""
    app.raise_()
    app.keys('ctrl+4')
    row = stage.wait(lambda: app.find('list item', contains='Dentist'), what='the row')
    next(part for part in row.walk() if 'row.menu' in part.actions()).do('row.menu')
    stage.wait(lambda: app.find(('menu item', 'push button'), _('Export as vCard…')), what='the menu').do()
    check(f'{language}: the menu of a row asks for a file', lambda: app.find('text', contains='.vcf'), 20, app)
    app.raise_()
    app.keys('Escape')
    check(f'{language}: none is fine, too', lambda: app.find('text', contains='.vcf') is None, 10, app)


def short_dials(app, language, _):
    activate('short-dials', None, language)
    caption = _('Codes That Stand for Numbers')
    check(f'{language}: the short dials', lambda: app.find(contains=caption), 20, app)
    app.raise_()
    stage.wait(lambda: any(node.has('focused') for window in app.windows() if app.find(contains=caption, under=window)
                           for node in window.walk()), what='the keyboard in the preferences')
    app.keys('Escape')
    check(f'{language}: the preferences go', lambda: app.find(contains=caption) is None, 10, app)


def picture(app, name):
    if len(sys.argv) > 2:
        app.picture(os.path.join(sys.argv[2], f'import-{name}.png'))


with tempfile.TemporaryDirectory() as folder:
    for language in WORDS:
        run(language, folder)
keyring.stop()
sys.exit(report.end())
