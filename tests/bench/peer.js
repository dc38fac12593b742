// SPDX-License-Identifier: GPL-3.0-or-later
// The peer: Node, `ws` without deflate, JSON.parse, dispatch by method name.
// peer.js events|map|calls URL N prints "SECONDS CPU-SECONDS CHECKSUM".
'use strict';
const WebSocket = require('ws');
const [mode, url, count] = [process.argv[2], process.argv[3], Number(process.argv[4])];
const socket = new WebSocket(url, { perMessageDeflate: false });
const pending = new Map(), legs = new Map(), users = new Map();
let seen = 0, sum = 0, id = 0, wall, cpu;

function call (method, params) {
  return new Promise(resolve => {
    pending.set(++id, resolve);
    socket.send(JSON.stringify({ jsonrpc: '2.0', method, params, id }));
  });
}
function finish () {
  const used = process.cpuUsage(cpu);
  console.log(Number(process.hrtime.bigint() - wall) / 1e9, (used.user + used.system) / 1e6, sum);
  process.exit(0);
}
function addUp (p) {
  sum += Number(p.status) + p.user.length + p.talker_id.length + p.other_number.length + p.time % 1000;
  if (++seen === count) finish();
}
const handlers = {
  notify_status (p) {
    if (mode === 'map') {
      if (p.status === '-1') legs.delete(p.talker_id); else legs.set(p.talker_id, p);
      users.set(p.user, p.status);
    }
    addUp(p);
  },
  async notify_serverstatus () {
    cpu = process.cpuUsage(); wall = process.hrtime.bigint();
    if (mode !== 'calls') return call('getNote', { tenant: '-', name: `flood ${count}` });
    for (let i = 0; i < count; i++) await call('getNote', { tenant: '-', name: 'one' });
    finish();
  },
};
socket.on('message', data => {
  const message = JSON.parse(data);
  if (message.method) return handlers[message.method]?.(message.params);
  pending.get(message.id)?.(message.result);
  pending.delete(message.id);
});
socket.on('error', error => { console.error(error.message); process.exit(1); });
