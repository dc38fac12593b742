#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs palctl as cases.json says and holds what it prints against golden/NAME.txt. TAP on standard output.

CTL_RECORD=1 writes the golden files anew; read the difference before it is kept.
"""

import argparse
import concurrent.futures
import contextlib
import json
import os
import pty
import re
import selectors
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import termios
import threading

LIMIT = 30  # seconds for one run: only a hang is ever that long
AT_ONCE = 4  # cases; they mostly wait
CANARY = 'canary-Zq7-4711'
HERE = os.path.dirname(os.path.abspath(__file__))


class Server:
    """One palsim with the given options."""

    def __init__(self, program, options, folder):
        self.log = tempfile.TemporaryFile(dir=folder)
        self.path = tempfile.mktemp(dir=folder, prefix='control-')
        self.process = subprocess.Popen([program, '--listen', '127.0.0.1:0', '--control', self.path, *options],
                                        stdout=subprocess.PIPE, stderr=self.log, env=clean_environment(folder))
        self.url = self.process.stdout.readline().decode().strip()
        if not self.url:
            raise RuntimeError('palsim does not say its address: ' + shlex.join(options))

    def control(self, request):
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(LIMIT)
            line.connect(self.path)
            line.sendall(json.dumps(request).encode() + b'\n')
            answer = json.loads(line.makefile().readline())
        if not answer.get('ok', True) or 'error' in answer:
            raise RuntimeError(f'palsim refuses {request}: {answer}')
        return answer

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()


class MuteServer:
    """Takes connections and never says a word."""

    def __init__(self):
        self.socket = socket.create_server(('127.0.0.1', 0))
        self.url = f'ws://127.0.0.1:{self.socket.getsockname()[1]}/pbx/ws'

    def stop(self):
        self.socket.close()


class RudeServer(MuteServer):
    """Speaks HTTP whatever it is asked, as a plain port does to an encrypted greeting."""

    def __init__(self):
        super().__init__()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                with self.socket.accept()[0] as line:
                    line.recv(65536)
                    line.sendall(b'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n')


class NoServer:
    """An address nothing listens at: the port is bound and not listened to, so nobody else gets it."""

    def __init__(self):
        self.socket = socket.socket()
        self.socket.bind(('127.0.0.1', 0))
        self.url = f'ws://127.0.0.1:{self.socket.getsockname()[1]}/pbx/ws'

    def stop(self):
        self.socket.close()


def clean_environment(folder):
    keep = {name: os.environ[name] for name in ('PATH', 'LSAN_OPTIONS', 'ASAN_OPTIONS', 'UBSAN_OPTIONS',
                                                'G_DEBUG', 'G_SLICE') if name in os.environ}
    return keep | {'HOME': folder, 'XDG_DATA_HOME': folder + '/data', 'XDG_CONFIG_HOME': folder + '/config',
                   'XDG_CACHE_HOME': folder + '/cache', 'XDG_RUNTIME_DIR': folder, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en',
                   'GSETTINGS_BACKEND': 'memory', 'SECRET_BACKEND': 'file', 'GIO_USE_PROXY_RESOLVER': 'dummy',
                   'SECRET_FILE_TEST_PATH': folder + '/keyring', 'SECRET_FILE_TEST_PASSWORD': 'test'}


class Stage:
    """The servers and certificates the cases share."""

    def __init__(self, palctl, palsim, stack):
        self.palctl, self.palsim = os.path.abspath(palctl), os.path.abspath(palsim)
        self.stack = stack
        self.folder = stack.enter_context(tempfile.TemporaryDirectory())
        self.servers, self.certificates = {}, {}
        self.lock = threading.RLock()

    def certificate(self, name):
        with self.lock:
            if name not in self.certificates:
                self.make_certificate(name)
            return self.certificates[name]

    def make_certificate(self, name):
        pair = [f'{self.folder}/{name}.{part}' for part in ('crt', 'key')]
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj',
                        '/CN=pbx.invalid', '-out', pair[0], '-keyout', pair[1]], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        out = subprocess.run(['openssl', 'x509', '-in', pair[0], '-noout', '-fingerprint', '-sha256'], check=True,
                             capture_output=True, text=True).stdout
        self.certificates[name] = pair, out.partition('=')[2].strip().replace(':', '').lower()

    def server(self, options, own=None):
        """By its options: palsim's own, or "mute", "rude", "none"; tls:NAME stands for a certificate and its key."""
        key = (own, *options)
        with self.lock:
            if key not in self.servers:
                self.servers[key] = self.make_server(options)
                self.stack.callback(self.servers[key].stop)
            return self.servers[key]

    def make_server(self, options):
        special = {'mute': MuteServer, 'rude': RudeServer, 'none': NoServer}
        if options and options[0] in special:
            return special[options[0]]()
        words = []
        for option in options:
            if option.startswith('tls:'):
                pair = self.certificate(option[4:])[0]
                words += ['--tls-certificate', pair[0], '--tls-key', pair[1]]
            else:
                words.append(option)
        return Server(self.palsim, words, self.folder)


class Case:
    """One case: its steps run one after another in one home."""

    def __init__(self, stage, row):
        self.stage, self.row = stage, row
        self.folder = tempfile.mkdtemp(dir=stage.folder)
        self.server = stage.server(row['server'], row['name'] if row.get('own') else None) if 'server' in row else None
        self.url = self.server.url if self.server else 'wss://pbx.example.org:8443/pbx/ws'
        self.lines, self.problems, self.received = [], [], {}
        for name, text in {'wrong': CANARY, **{n: n for n in ('1001', '1002', '1003', 'sa')}}.items():
            with open(f'{self.folder}/{name}', 'w', encoding='utf-8') as file:
                file.write(text + '\n')

        for name, text in row.get('files', {}).items():
            with open(f'{self.folder}/{name}', 'w', encoding='utf-8') as file:
                file.write(self.fill(text))
            os.chmod(f'{self.folder}/{name}', 0o700)

    def fill(self, word):
        word = word.replace('{url}', self.url).replace('{home}', self.folder)
        word = word.replace('{port}', self.url.rpartition(':')[2].partition('/')[0])
        word = re.sub(r'\{tls:(\w+)\}', lambda m: self.stage.certificate(m[1])[1], word)
        return re.sub(r'\{as:(\w+)\}', lambda m: f'--url {self.url} --user {m[1]} --password-file {self.folder}/{m[1]}',
                      word)

    def words(self, line):
        return shlex.split(self.fill(line))

    def clean(self, text):
        """What differs from run to run is named instead."""
        for name, (_, fingerprint) in list(self.stage.certificates.items()):
            text = text.replace(fingerprint, f'<fingerprint of {name}>')
        text = text.replace(self.folder, '<home>')
        text = re.sub(r'(127\.0\.0\.1):\d+', r'\1:<port>', text)
        text = re.sub(r'\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=  )', '<id>'.ljust(36), text)
        text = re.sub(r'\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', '<id>', text)
        for pattern, name in self.row.get('hide', {}).items():
            text = re.sub(pattern, name, text)
        return re.sub(r'[ \t]+$', '', text, flags=re.M)

    def watch_for_secrets(self, process):
        """Looks at arguments and environment of the running program, as others on the machine may, until it ends."""
        ended = threading.Event()

        def look():
            while not ended.wait(0.005):
                with contextlib.suppress(OSError):
                    for name in ('cmdline', 'environ'):
                        with open(f'/proc/{process.pid}/{name}', 'rb') as file:
                            if CANARY.encode() in file.read():
                                self.problems.append(f'the password stands in /proc/PID/{name}')
                                return

        watcher = threading.Thread(target=look)
        watcher.start()

        def stop():
            ended.set()
            watcher.join()
        return stop

    def start(self, line, **streams):
        environment = clean_environment(self.folder) | {'CTL_TEST': '1'}
        environment |= {k: self.fill(v) for k, v in self.row.get('environment', {}).items()}
        return subprocess.Popen([self.stage.palctl, *self.words(line)], env=environment, cwd=self.folder, **streams)

    def note(self, line, exit_code, out, err):
        shown = re.sub(r'[\x00-\x1f\x7f-\x9f\u202e]', lambda m: f'<{ord(m[0]):x}>', line)
        self.lines.append(f'$ palctl {shown}\n')
        self.lines.append(self.clean(out))
        self.lines.append(''.join(f'! {e}\n' for e in self.clean(err).splitlines()))
        self.lines.append(f'= {exit_code}\n\n')
        if CANARY in out + err:
            self.problems.append('the password stands in the output')

    def run_plain(self, line, text=''):
        process = self.start(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                             errors='backslashreplace')
        stop = self.watch_for_secrets(process)
        try:
            out, err = process.communicate(text, timeout=LIMIT)
        finally:
            process.kill()
            stop()
        self.note(line, process.returncode, out, err)

    def run_at_once(self, line):
        """Two runs of the same, started together, as by a key that bounces; who was first does not matter."""
        both = [self.start(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                for _ in range(2)]
        told = sorted((*process.communicate(timeout=LIMIT), process.returncode) for process in both)
        for out, err, exit_code in told:
            self.note(line, exit_code, out, err)

    def check_received(self, expected):
        """How many requests of these methods the server got since it was last asked."""
        received = self.server.control({'cmd': 'requests'})['requests']
        got = {name: received.get(name, 0) - self.received.get(name, 0) for name in expected}
        self.received = received
        if got != expected:
            self.problems.append(f'the server received {got}, not {expected}')

    def run_watch(self, step):
        """Runs a command that does not end; when `after` was printed does `then`, when `until` was interrupts it."""
        process = self.start(step['watch'], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        texts = {process.stdout: '', process.stderr: ''}
        timer = threading.Timer(LIMIT, process.kill)
        timer.start()
        then = list(step.get('then', []))
        with selectors.DefaultSelector() as selector:
            for stream in texts:
                selector.register(stream, selectors.EVENT_READ)
            while selector.get_map():
                for key, _ in selector.select():
                    data = os.read(key.fd, 65536)
                    if not data:
                        selector.unregister(key.fileobj)
                    texts[key.fileobj] += data.decode()
                if then and step['after'] in texts[process.stderr] + texts[process.stdout]:
                    for inner in then:
                        self.run_step(inner)
                    then = []
                if not then and re.search(step['until'], texts[process.stdout] + texts[process.stderr], re.S):
                    process.send_signal(signal.SIGINT)
        process.wait()
        timer.cancel()
        kept = [line for line in texts[process.stdout].splitlines() if re.search(step['keep'], line)]
        self.note(step['watch'], process.returncode, ''.join(line + '\n' for line in kept), texts[process.stderr])

    def run_unread(self, step):
        """Closes the reading end once `after` was printed: the command ends by itself, `then` only brings more."""
        process = self.start(step['unread'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        text = ''
        while step['after'] not in text and (data := os.read(process.stdout.fileno(), 65536)):
            text += data.decode()
        process.stdout.close()
        for inner in step.get('then', []):
            self.run_step(inner)
        try:
            process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self.note(step['unread'], process.returncode, '', '')

    def run_full(self, line):
        """Onto a full disk."""
        with open('/dev/full', 'wb') as full:
            process = self.start(line, stdout=full, stderr=subprocess.PIPE, text=True)
            err = process.communicate(timeout=LIMIT)[1]
        self.note(line, process.returncode, '', err)

    def run_closed(self, line):
        """Started without a standard output: what is opened later must not take its place."""
        process = self.start(line, stderr=subprocess.PIPE, text=True, preexec_fn=lambda: os.close(1))
        err = process.communicate(timeout=LIMIT)[1]
        self.note(line, process.returncode, '', err)

    def run_terminal(self, step):
        """On a terminal of its own: what is typed is given when the question was asked."""
        main, other = pty.openpty()
        process = self.start(step['terminal'], stdin=other, stdout=other, stderr=other, start_new_session=True)
        os.close(other)
        stop = self.watch_for_secrets(process)
        shown, typed = '', list(step['type'])
        timer = threading.Timer(LIMIT, process.kill)
        timer.start()
        with contextlib.suppress(OSError):  # the other side is closed at the end
            while data := os.read(main, 65536):
                shown += data.decode()
                if typed and typed[0][0] in shown:
                    os.write(main, (typed.pop(0)[1].replace('{canary}', CANARY) + '\n').encode())
        process.wait()
        timer.cancel()
        stop()
        os.close(main)
        self.note(step['terminal'], process.returncode, shown.replace('\r\n', '\n'), '')

    def run_terminate(self, step):
        """Ends the program while it asks: the terminal shows what is typed again."""
        main, other = pty.openpty()
        process = self.start(step['terminate'], stdin=other, stdout=other, stderr=other, start_new_session=True)
        timer = threading.Timer(LIMIT, process.kill)
        timer.start()
        shown = ''
        while step['at'] not in shown and process.poll() is None:
            shown += os.read(main, 65536).decode()
        quiet = not termios.tcgetattr(other)[3] & termios.ECHO
        process.send_signal(getattr(signal, step['signal']))
        process.wait()
        timer.cancel()
        if not quiet or not termios.tcgetattr(other)[3] & termios.ECHO:
            self.problems.append('the echo is ' + ('left off' if quiet else 'on while a password is asked for'))
        os.close(other)
        os.close(main)
        self.note(step['terminate'], process.returncode, '', '')

    def look_for_methods(self):
        """Each method of the table is called by one of the steps."""
        told = subprocess.run([self.stage.palctl, 'methods', '--format=json'], capture_output=True, check=True).stdout
        steps = json.dumps(self.row['steps'])
        self.problems += [f'nothing calls {method["name"]}' for method in json.loads(told)
                          if f'call {method["name"]} ' not in steps]

    def run_step(self, step):
        if isinstance(step, str):
            self.run_plain(step)
        elif 'watch' in step:
            self.run_watch(step)
        elif 'control' in step:
            self.server.control(step['control'])
        elif 'at_once' in step:
            self.run_at_once(step['at_once'])
        elif 'received' in step:
            self.check_received(step['received'])
        elif 'unread' in step:
            self.run_unread(step)
        elif 'write' in step:
            with open(f'{self.folder}/{step["write"]}', 'w', encoding='utf-8'):
                pass
        elif 'terminate' in step:
            self.run_terminate(step)
        elif 'closed' in step:
            self.run_closed(step['closed'])
        elif 'full' in step:
            self.run_full(step['full'])
        elif 'terminal' in step:
            self.run_terminal(step)
        else:
            self.run_plain(step['run'], step['input'].replace('{canary}', CANARY))

    def run(self):
        for step in self.row['steps']:
            self.run_step(step)
        if self.row.get('every_method'):
            self.look_for_methods()
        for folder, _, files in os.walk(self.folder):
            for name in files:
                with open(os.path.join(folder, name), 'rb') as file:
                    if name not in ('wrong', 'keyring') and CANARY.encode() in file.read():
                        self.problems.append(f'the password stands in the file {name}')
        return ''.join(self.lines).rstrip('\n') + '\n'


def judge(case, path, text):
    if os.environ.get('CTL_RECORD'):
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
    try:
        with open(path, encoding='utf-8') as file:
            expected = file.read()
    except FileNotFoundError:
        case.problems.append('there is no golden file; record one with CTL_RECORD=1')
        return
    if text != expected:
        case.problems.append('printed something else')
        with tempfile.NamedTemporaryFile('w', suffix='.txt', encoding='utf-8') as file:
            file.write(text)
            file.flush()
            diff = subprocess.run(['diff', '-u', path, file.name], capture_output=True, text=True, check=False).stdout
        case.problems += diff.splitlines()[2:]


def run_case(stage, row):
    """What is wrong with it."""
    case = None
    try:
        case = Case(stage, row)
        judge(case, f'{HERE}/golden/{row["name"]}.txt', case.run())
        return case.problems
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        return [str(error)]
    finally:
        if case is not None:
            shutil.rmtree(case.folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('palctl')
    parser.add_argument('palsim')
    parser.add_argument('group')
    parser.add_argument('--only', help='run the one case of this name')
    options = parser.parse_args()
    with open(f'{HERE}/cases.json', encoding='utf-8') as file:
        rows = [row for row in json.load(file)[options.group] if options.only in (None, row['name'])]

    print(f'1..{len(rows)}')
    failed = 0
    with contextlib.ExitStack() as stack, concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        stage = Stage(options.palctl, options.palsim, stack)
        results = pool.map(lambda row: run_case(stage, row), rows)
        for number, (row, problems) in enumerate(zip(rows, results), 1):
            failed += bool(problems)
            print(('not ok' if problems else 'ok'), number, '-', row['name'])
            for problem in problems:
                print('#', problem)
            sys.stdout.flush()
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
