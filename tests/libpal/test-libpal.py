# SPDX-License-Identifier: GPL-3.0-or-later
"""test-libpal.py BUILD SYMBOLS: the installed library from outside."""
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

SYMBOLS = pathlib.Path(sys.argv.pop())
BUILD = pathlib.Path(sys.argv.pop())
EXAMPLES = SYMBOLS.parents[2] / 'src' / 'pal' / 'examples'
CORE = '{http://www.gtk.org/introspection/core/1.0}'
C = '{http://www.gtk.org/introspection/c/1.0}'


def run(*command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode != 0:
        raise AssertionError(f'{command}: {done.stdout}')
    return done.stdout


class Palsim:
    def __init__(self, folder):
        control = os.path.join(folder, 'control')
        self.process = subprocess.Popen([BUILD / 'src/sim/palsim', '--listen', '127.0.0.1:0', '--auto-answer', '0.1',
                                         '--control', control], stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(control)
        self.stream = connection.makefile('rw')
        connection.close()

    def ask(self, **request):
        print(json.dumps(request), file=self.stream, flush=True)
        return json.loads(self.stream.readline())

    def stop(self):
        self.stream.close()
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


class Library(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        root = os.path.join(cls.folder, 'root')
        run('meson', 'install', '-C', BUILD, '--no-rebuild', '--destdir', root, '--tags', 'runtime,devel,typelib')
        find = lambda name: next(pathlib.Path(root).rglob(name))  # noqa: E731
        cls.library = find('libpal-1.so')
        cls.gir = find('Pal-1.gir')
        # Moved to where it really is: a destination folder is no prefix.
        description = find('pal-1.pc')
        description.write_text(description.read_text().replace('prefix=/', f'prefix={root}/', 1))
        cls.env = {**os.environ, 'LD_LIBRARY_PATH': str(cls.library.parent), 'PKG_CONFIG_PATH': str(description.parent),
                   'GI_TYPELIB_PATH': str(find('Pal-1.typelib').parent),
                   'LANGUAGE': 'en', 'G_DEBUG': 'fatal-warnings'}
        cls.sim = Palsim(cls.folder)
        cls.addClassCleanup(cls.sim.stop)

    def build(self, name):
        flags = run('pkg-config', '--cflags', '--libs', 'pal-1', env=self.env).split()
        program = os.path.join(self.folder, name)
        run('cc', '-std=c11', '-Wall', '-Wextra', '-Wno-unused-parameter', '-Werror',
            EXAMPLES / f'{name}.c', '-o', program, *flags, env=self.env)
        return program

    def both(self, name):
        """The commands of an example in either language."""
        return [self.build(name)], ['/usr/bin/python3', str(EXAMPLES / f'{name}.py')]

    def test_symbols(self):
        lines = run('nm', '-D', '--defined-only', self.library).splitlines()
        places = {'__bss_start', '_edata', '_end'}  # some linkers add them
        found = sorted({line.split()[-1].split('@')[0] for line in lines} - places)
        wanted = [line for line in SYMBOLS.read_text().split('\n') if line and not line.startswith('#')]
        self.assertEqual(found, sorted(wanted))

    def test_everything_is_documented(self):
        bare = []
        for element in ElementTree.parse(self.gir).iter():
            if element.tag.removeprefix(CORE) not in ('function', 'method', 'constructor', 'enumeration', 'bitfield',
                                                      'class', 'interface', 'record'):
                continue
            name = element.get(C + 'identifier') or element.get(C + 'type') or ''
            made = name.endswith(('_get_type', '_quark', 'Class', '_ref', '_unref'))
            if name and not made and element.find(CORE + 'doc') is None and element.get('disguised') != '1':
                bare.append(name)
        self.assertEqual(bare, [])

    def test_presence(self):
        for command in self.both('presence'):
            with self.subTest(command=command):
                process = subprocess.Popen([*command, self.sim.url, '-', '1002', '1004'], stdin=subprocess.PIPE,
                                           stdout=subprocess.PIPE, text=True, env=self.env)
                process.stdin.write('1002\n')
                process.stdin.close()
                lines = []
                for line in process.stdout:
                    lines.append(line.strip())
                    if line.strip() == '1002: 14':  # both talk
                        self.sim.ask(cmd='phone', user='1004', do='hangup')
                process.stdout.close()
                self.assertEqual(process.wait(), 0, lines)
                self.assertEqual(lines[0], '0 in calls')
                self.assertIn('Calling 1004', lines)
                self.assertEqual([line for line in lines if line.startswith('1004')],
                                 [f'1004: {status}' for status in (0, 65, 2)] + lines_of_the_end(lines, '1004'))

    def test_properties(self):
        for name, command in zip(('Aiko Ito', 'Aiko 伊藤'), self.both('properties')):
            with self.subTest(command=command):
                def ask(*names):
                    return run(*command, self.sim.url, '-', '1002', '1002', *names, input='1002\n', env=self.env)
                self.assertIn('login.password = 1002\nadmin = false\n', ask('name', 'login.password', 'admin'))
                self.assertEqual(ask(f'name={name}', 'language=ja'), 'OK\n')
                self.assertEqual(ask('name', 'language'), f'name = {name}\nlanguage = ja\n')

    def test_refusals_are_said(self):
        for command in self.both('presence'):
            done = subprocess.run([*command, self.sim.url, '-', '1002'], input='wrong\n', text=True, env=self.env,
                                  stdout=subprocess.PIPE)
            self.assertEqual((done.returncode, done.stdout.startswith('Cannot sign in: ')), (1, True), done.stdout)


def lines_of_the_end(lines, user):
    """Whatever the end of a call is told by: 12 may come before -1."""
    return [line for line in lines if line in (f'{user}: 12', f'{user}: -1')]


if __name__ == '__main__':
    unittest.main(argv=sys.argv, verbosity=2)
