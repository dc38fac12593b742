#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-extension.py BUILD [LANGUAGE]: what my extension is set to, by keyboard and by what a screen reader sees.

A forwarding is written, said in words, saved and refused; then an administrator opens another extension. In another
language it is shorter. What is true is asked of the PBX by another program."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()
language = sys.argv[2] if len(sys.argv) > 2 else 'en'
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))
_ = stage.words(language)


def check(what, condition):
    if not report.check(f'{language}: {what}', condition, app=app):
        report.say(f'the keyboard is at {app.focused()}')


def has(extension, name):
    """What the PBX has, by another program."""
    secret = os.path.join(os.environ['HOME'], 'secret')
    with open(secret, 'w') as file:
        file.write('1001')
    done = subprocess.run([program('palctl'), '--url', sim.url, '--user', '1001', '--password-file', secret, '--format',
                           'text', 'ext', 'get', extension, name], stdout=subprocess.PIPE)
    return done.stdout.decode()


def start(user):
    """Up to the page, by its key."""
    global app
    app = stage.App([program('sidetone'), '--profile', f'extension-{user}'], language=language)
    app.first_window()
    check('the sign-in page opens', lambda: app.find('heading', _('Sign In')) is not None)
    stage.sign_in(app, sim.url, user, user)
    check('signed in', lambda: app.find('list item', start='Chie Mori') is not None)
    app.raise_()
    app.keys(f'ctrl+{page_number()}')
    check('the page of my extension', lambda: app.find('label', _('Plans')) is not None)


def page_number():
    """Of the page, as the sidebar has it."""
    names = [name for _node, role, name in app.nodes() if role == 'list item']
    first = next(i for i, name in enumerate(names) if name.startswith(_('Colleagues')))
    return names.index(_('My Extension')) - first + 1


def at(name):
    focused = app.focused()
    return focused is not None and focused[1] == name


def row(*labels):
    """The library's own words are English where it is not installed."""
    return next((found for found in (app.find('text', label) for label in labels) if found is not None), None)


def write(key, value, *labels):
    """In the row of a property, found by its name. Where the keyboard is in such a row is seen by what it writes."""
    app.keys('ctrl+f')
    check('the search', lambda: at(_('Search settings')))
    app.keys('ctrl+a')
    app.type(key)
    check(f'{key} is found', lambda: app.find('label', _('Plans')) is None and row(*labels) is not None)
    app.keys('Return')
    check(f'the keyboard leaves the search for {key}', lambda: not at(_('Search settings')))
    app.keys('ctrl+a')
    app.type(value)
    check(f'{value} stands there', lambda: row(*labels).text() == value)


start('1002')
write('pln1_d_noanswerforward', '1004', 'When unanswered', '応答しないとき')
check('whose number that is', lambda: app.find('label', 'Chie Mori') is not None)
check('how many changes there are', lambda: app.says(_('Changes not saved: %u') % 1))
app.keys('ctrl+f', 'Escape')
check('where calls go then', lambda: any('1004 Chie Mori' in name for _node, _role, name in app.nodes()))
app.keys('ctrl+s')
check('it is saved', lambda: app.says(_('The PBX has your changes')))
check('the PBX has it', lambda: '1004' in has('1002', 'pln1_d_noanswerforward'))

if language == 'en':
    sim.ask('fault', spec='error:method=setExtensionProperties,code=-32602,'
                          'message=properties: pln1_d_busyforward: not from here')
    write('desc', 'The desk by the door', 'Description')
    write('pln1_d_busyforward', '1005', 'When busy')
    app.keys('ctrl+s')
    check('the refusal stands on the row', lambda: app.says('not from here'))
    app.keys('ctrl+a')
    app.type('1006')
    check('which has the keyboard', lambda: row('When busy').text() == '1006')
    check('nothing was changed', lambda: 'door' not in has('1002', 'desc'))
    check('all is still there', lambda: app.says('Changes not saved: 2'))
    app.click('Revert')
    check('it is given up', lambda: not app.says('Changes not saved: 2'))
    sim.ask('lift', name='error')
    app.stop()

    start('1001')
    app.keys('ctrl+f', 'shift+Tab')
    check('the button of the administrator', lambda: at('Open Extension…'))
    app.keys('Return')
    check('the list of extensions', lambda: at('Number or name of an extension'))
    check('has more than people', lambda: any('Group' in name for _node, _role, name in app.nodes()))
    app.raise_('Open Extension')
    app.type('600')
    app.keys('Return')
    check('the group', lambda: app.says('Group, call hunting') and app.find('text', 'Description') is not None)
    app.raise_()
    write('desc', 'Sales and others', 'Description')
    app.keys('ctrl+s')
    check('the PBX has that, too', lambda: 'Sales and others' in has('600', 'desc'))
app.stop()
sim.stop()
keyring.stop()
sys.exit(report.end())
