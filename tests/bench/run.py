#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the benchmarks of one build, each figure a ratio measured side by side in turns.

run.py BUILD [--rounds N] [--messages N] [--hold N] [NAME…]    NAME: events calls snapshot frames start memory idle swarm log"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


class Server:
    """A bench-server; what is written to it is an order."""

    def __init__(self, build, *options, pin=False):
        command = [os.path.join(build, 'tests/bench/bench-server'), *map(str, options)]
        self.process = subprocess.Popen((['taskset', '-c', '0'] if pin else []) + command, text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.url = self.process.stdout.readline().strip()

    def order(self, text):
        self.process.stdin.write(text + '\n')
        self.process.stdin.flush()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=20)


def measure(command, server=None, order=None, pin=False):
    """Runs a client that prints "SECONDS CPU CHECKSUM"; gives the order when it says ready."""
    process = subprocess.Popen((['taskset', '-c', '0'] if pin else []) + [str(c) for c in command], text=True,
                               stdout=subprocess.PIPE)
    line = process.stdout.readline()
    if line.strip() == 'ready':
        server.order(order)
        line = process.stdout.readline()
    process.wait(timeout=300)
    if not line.strip() or process.returncode != 0:
        sys.exit(f'{command[0]} ended with {process.returncode}')
    seconds, cpu, checksum = line.split()
    return float(seconds), float(cpu), int(float(checksum))


def spread(values):
    return f'{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})'


class Bench:
    def __init__(self, options):
        self.build, self.rounds, self.messages = options.build, options.rounds, options.messages
        self.hold = options.hold
        self.programs = os.path.join(self.build, 'tests/bench')

    def program(self, name, *arguments):
        return [os.path.join(self.programs, name), *arguments]

    @staticmethod
    def peer(*arguments):
        return ['node', os.path.join(HERE, 'peer.js'), *arguments]

    def in_turns(self, server, clients, pin=False, order=None):
        """name -> list of (seconds, cpu, checksum), one a round, the first round thrown away."""
        results = {name: [] for name in clients}
        for turn in range(self.rounds + 1):
            names = list(clients)
            names = names[turn % len(names):] + names[:turn % len(names)]
            for name in names:
                found = measure(clients[name], server, order, pin)
                if turn > 0:
                    results[name].append(found)
        return results

    def events(self):
        """Socket to delivered event, and to models, against the peer."""
        n = self.messages
        for names in 'ascii', 'ja':
            with Server(self.build, '--names', names) as server:
                got = self.in_turns(server, {
                    'peer': self.peer('events', server.url, n), 'map': self.peer('map', server.url, n),
                    'libpal': self.program('bench-client', 'events', server.url, n),
                    'models': self.program('bench-models', server.url, 2000),
                    'libsoup': self.program('bench-client', 'soup', server.url, n)}, order=f'flood {n}')
            if len({found[2] for name in ('peer', 'libpal') for found in got[name]}) != 1:
                sys.exit('peer and libpal read different events')
            print(f'event path, {names} names, {n} messages, {self.rounds} rounds')
            for name, found in got.items():
                print(f'  {name:8} {n / statistics.median(f[0] for f in found):10.0f} messages/s '
                      f'{1e6 * statistics.median(f[1] for f in found) / n:6.2f} µs CPU each')
            for ours, theirs, what in (('libpal', 'peer', 'libpal against peer'),
                                       ('models', 'map', 'with models against peer filling a Map'),
                                       ('libpal', 'libsoup', 'libpal against libsoup that reads nothing')):
                pairs = list(zip(got[ours], got[theirs]))
                print(f'  {what}: {spread([t[0] / o[0] for o, t in pairs])} messages/s, '
                      f'{spread([t[1] / o[1] for o, t in pairs])} per CPU second')

    def calls(self):
        """Round trip of one call after the other, all on one CPU."""
        n = self.messages // 5
        with Server(self.build, pin=True) as server:
            got = self.in_turns(server, {'peer': self.peer('calls', server.url, n),
                                         'libpal': self.program('bench-client', 'calls', server.url, n)}, pin=True)
        print(f'round trip, {n} calls, one CPU, {self.rounds} rounds')
        for name, found in got.items():
            print(f'  {name:8} {1e6 * statistics.median(f[0] for f in found) / n:6.1f} µs a call '
                  f'{1e6 * statistics.median(f[1] for f in found) / n:6.1f} µs CPU')
        print(f'  libpal against peer: {spread([t[0] / o[0] for o, t in zip(got["libpal"], got["peer"])])}')

    def window(self, server, *arguments):
        """Runs bench-window, which prints "ready" lines and at last one JSON object."""
        command = self.program('bench-window', *[str(a) for a in arguments])
        environment = dict(os.environ, GSK_RENDERER='cairo', GSETTINGS_BACKEND='memory',
                           GSETTINGS_SCHEMA_DIR=os.path.join(self.build, 'data'), LC_ALL='C.UTF-8',
                           BENCH_STARTED=str(int(time.clock_gettime(time.CLOCK_MONOTONIC) * 1e6)))
        process = subprocess.Popen(command, text=True, stdout=subprocess.PIPE, env=environment)
        for line in process.stdout:
            if line.startswith('order '):
                server.order(line[6:].strip())
            elif line.startswith('{'):
                process.wait(timeout=60)
                return json.loads(line)
        sys.exit(f'bench-window ended with {process.wait()}')

    def snapshot(self):
        """From the login to the filled list, by both roads."""
        for users in 10000, 50000:
            for role in 'admin', 'user':
                found, bare = [], []
                for _ in range(self.rounds):
                    bare.append(self.window(None, 'list', users))
                    with Server(self.build, '--users', users, '--role', role) as server:
                        found.append(self.window(server, 'snapshot', server.url, users))
                print(f'snapshot of {users} users, {role}: ' + ', '.join(
                    f'{key} {spread([f[key] for f in found])} ms' for key in found[0]))
                print('  a bare list of three labels a row: ' + ', '.join(
                    f'{key} {spread([f[key] for f in bare])} ms' for key in bare[0] if key.startswith('rows')))

    def frames(self):
        """Cost of frames while statuses change."""
        for rate, visible in ((2000, 12), (20000, 0)):
            found = []
            for _ in range(min(self.rounds, 3)):
                with Server(self.build, '--users', 50000, '--visible', visible) as server:
                    found.append(self.window(server, 'frames', server.url, 50000, rate))
            where = 'on visible rows' if visible else 'over all rows'
            print(f'frames under {rate} changes a second {where}, 50000 users: ' + ', '.join(
                f'{key} {spread([f[key] for f in found])}' for key in found[0]))

    def start(self):
        """Start to first frame, against a bare libadwaita window."""
        ours, bare = [], []
        for _ in range(self.rounds):
            bare.append(self.window(None, 'bare')['first-frame'])
            ours.append(self.window(None, 'start')['first-frame'])
        print(f'start to first frame: {spread(ours)} ms, bare libadwaita window {spread(bare)} ms, '
              f'ratio {spread([o / b for o, b in zip(ours, bare)])}')

    def memory(self):
        """Memory of the filled window above a bare libadwaita window."""
        above, own = [], []
        for _ in range(min(self.rounds, 3)):
            with Server(self.build, '--users', 10000) as server:
                ours = self.window(server, 'memory', server.url, 10000)
            bare = self.window(None, 'bare')
            above.append((ours['pss'] - bare['pss']) / 1024)
            own.append((ours['own'] - bare['own']) / 1024)
        print(f'memory at 10000 users above a bare libadwaita window: {spread(above)} MiB of PSS, '
              f'{spread(own)} of it its own')

    def idle(self):
        """Wakeups while nothing happens."""
        with Server(self.build, '--users', 1000) as server:
            found = self.window(server, 'idle', server.url, 1000)
        print(f'idle: {found["wakeups"]} wakeups in {found["seconds"]} s')

    def swarm(self):
        """1000 desks at one palsim: the rate of call events that holds."""
        subprocess.run(self.program('bench-swarm', '--palsim', os.path.join(self.build, 'src/sim/palsim'),
                                    '--hold', str(self.hold), '--stalled', '10'), check=True)

    def log(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([os.path.join(self.build, 'tests/bench/bench-log'), folder], check=True)

    def contacts(self):
        """A phonebook of 100,000, and one of 1,000."""
        subprocess.run([os.path.join(self.build, 'tests/bench/bench-contacts'),
                        os.path.join(self.build, 'src/sim/palsim')], check=True)


NAMES = ['events', 'calls', 'snapshot', 'frames', 'start', 'memory', 'idle', 'swarm', 'log', 'contacts']


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('build')
    parser.add_argument('names', nargs='*', metavar='NAME', help=', '.join(NAMES))
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--messages', type=int, default=100000)
    parser.add_argument('--hold', type=int, default=60, help='seconds each rate of the swarm is held')
    options = parser.parse_intermixed_args()
    bench = Bench(options)
    for name in options.names or NAMES:
        getattr(bench, name)()
        sys.stdout.flush()


if __name__ == '__main__':
    main()
