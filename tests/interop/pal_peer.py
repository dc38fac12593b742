# SPDX-License-Identifier: GPL-3.0-or-later
"""A PAL client of a few lines, and the simulated PBX in a process of its own."""
import asyncio
import hashlib
import json
import subprocess

import websockets

PATIENCE = 10


def md5(text):
    return hashlib.md5(text.encode()).hexdigest()


def start_server(program, *options):
    """The process and its address."""
    process = subprocess.Popen([program, '--listen', '127.0.0.1:0', *options], stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().strip()


class Peer:
    """One connection. Frames are kept as they came, events also one by one."""

    def __init__(self, socket):
        self.socket = socket
        self.frames = []
        self.events = []
        self.replies = []
        self.read = 0
        self.last_id = 0

    @classmethod
    async def connect(cls, url, query):
        return cls(await websockets.connect(f'{url}?{query}', max_size=None, compression=None))

    @classmethod
    async def log_in(cls, url, query):
        peer = await cls.connect(url, query)
        await peer.wait_for(lambda e: e['method'] == 'notify_serverstatus')
        return peer

    async def pump(self):
        """Takes one frame apart."""
        frame = json.loads(await asyncio.wait_for(self.socket.recv(), PATIENCE))
        self.frames.append(frame)
        for message in frame if isinstance(frame, list) else [frame]:
            (self.events if 'method' in message else self.replies).append(message)

    async def wait_for(self, wanted):
        """The first event not looked at yet that is wanted."""
        while True:
            while self.read < len(self.events):
                event = self.events[self.read]
                self.read += 1
                if wanted(event):
                    return event
            await self.pump()

    async def send(self, message):
        await self.socket.send(message if isinstance(message, str) else json.dumps(message))

    async def reply_to(self, ident):
        while True:
            for reply in self.replies:
                if reply.get('id') == ident and type(reply.get('id')) is type(ident):
                    return reply
            await self.pump()

    async def call(self, method, **params):
        self.last_id += 1
        ident = str(self.last_id)
        await self.send({'jsonrpc': '2.0', 'method': method, 'params': params, 'id': ident})
        return await self.reply_to(ident)

    async def settle(self):
        """Everything the server sent before now has been read."""
        await self.call('ping')

    async def status(self, user, code):
        event = await self.wait_for(lambda e: e['method'] == 'notify_status' and e['params']['user'] == user
                                    and e['params']['status'] == str(code))
        return event['params']

    def since(self, mark):
        """(user, status) of the status events after @mark, in order."""
        return [(e['params']['user'], e['params']['status']) for e in self.events[mark:]
                if e['method'] == 'notify_status']

    def of(self, method):
        return [e['params'] for e in self.events if e['method'] == method]

    async def until_closed(self):
        try:
            while True:
                await self.pump()
        except websockets.ConnectionClosed:
            return self.socket.close_code

    async def close(self):
        await self.socket.close()
