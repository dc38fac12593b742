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
    'en': {'sign': 'Sign In', 'go': 'Continue', 'import': 'Import', 'undo': 'Undo', 'close': 'Close',
           'counts': '2 new, 1 changed, 0 same, 1 duplicate, 2 bad', 'bad': 'Line 5: Bad', 'undone': 'Import Undone',
           'why': 'A quotation mark stands in the middle of a cell.', 'saved': '3 contacts saved', 'column': 'Birthday'},
    'ja': {'sign': 'サインイン', 'go': '続ける', 'import': '取り込む', 'undo': '取り消す', 'close': '閉じる',
           'counts': '新規 2、変更 1、同じ 0、重複 1、不正 2', 'bad': '5 行目: 不正', 'undone': '取り込みを取り消しました',
           'why': 'セルの途中に引用符があります。', 'saved': '3 件の連絡先を保存しました', 'column': 'Birthday'},
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
    words = WORDS[language]
    sim = stage.Palsim(program('palsim'))
    app = stage.App([program('sidetone'), '--profile', language], language=language,
                    env={'SIDETONE_LOCALE_DIR': os.path.join(os.path.abspath(sys.argv[1]), 'po')})
    app.first_window()
    check(f'{language}: the sign-in page',
          lambda: any(app.find('heading', each['sign']) is not None for each in WORDS.values()), 20, app)
    if app.find('heading', WORDS['en']['sign']) is not None:
        words = WORDS['en']  # a program has translations only where it is installed
    stage.sign_in(app, sim.url, '1002', '1002')
    path = os.path.join(folder, 'book.csv')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(FILE)
    activate(path, language)
    check(f'{language}: each column is asked about', lambda: app.find(contains=words['column']) is not None, 20, app)
    picture(app, f'{language}-columns')
    app.click(words['go'])
    check(f'{language}: what would be done', lambda: app.find(contains=words['counts']) is not None, 20, app)
    check(f'{language}: the bad line and its reason',
          lambda: app.find(contains=words['bad']) is not None and app.find(contains=words['why']) is not None, 10, app)
    picture(app, f'{language}-plan')
    app.click(words['import'])
    check(f'{language}: all is saved', lambda: app.find(contains=words['saved']) is not None, 30, app)
    picture(app, f'{language}-result')
    app.click(words['undo'])
    check(f'{language}: all is taken back', lambda: app.find(contains=words['undone']) is not None, 30, app)
    app.click(words['close'])
    app.stop()
    sim.stop()


def picture(app, name):
    if len(sys.argv) > 2:
        app.picture(os.path.join(sys.argv[2], f'import-{name}.png'))


with tempfile.TemporaryDirectory() as folder:
    for language in WORDS:
        run(language, folder)
keyring.stop()
report.end()
