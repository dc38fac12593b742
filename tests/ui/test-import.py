#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-import.py BUILD [PICTURES]: a file with errors is imported and taken back, through the accessibility tree."""
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
WORDS = {
    'en': {'counts': '2 new, 1 changed, 0 same, 1 duplicate, 2 bad', 'bad': 'Line 5: Bad', 'saved': '3 contacts saved'},
    'ja': {'counts': '新規 2、変更 1、同じ 0、重複 1、不正 2', 'bad': '5 行目: 不正', 'saved': '3 件の連絡先を保存しました'},
}
FILE = ('$nickname,$firstname,$lastname,$tel_work,Birthday\n,New,One,1,\n,New,One,1,\n,New,Two,2,1/2\nba"d,x,y,3,\n'
        'a,b,c,d,e,f\nDentist,,,,3/4\n')


def activate(path, profile):
    connection = Gio.bus_get_sync(Gio.BusType.SESSION)
    wish = GLib.Variant('(sbs)', ('Private', False, GLib.filename_to_uri(path)))
    path = f'/org/sidetone/Sidetone/Profile_{profile}'
    connection.call_sync(path[1:].replace('/', '.'), path, 'org.gtk.Actions', 'Activate',
                         GLib.Variant('(sava{sv})', ('import-contacts', [wish], {})), None, Gio.DBusCallFlags.NONE, 5000)


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
    activate(path, language)
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
    app.click(_('_Close'))
    app.stop()
    sim.stop()


def picture(app, name):
    if len(sys.argv) > 2:
        app.picture(os.path.join(sys.argv[2], f'import-{name}.png'))


with tempfile.TemporaryDirectory() as folder:
    for language in WORDS:
        run(language, folder)
keyring.stop()
sys.exit(report.end())
