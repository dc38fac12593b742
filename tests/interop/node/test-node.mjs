// SPDX-License-Identifier: GPL-3.0-or-later
// node test-node.mjs PALSIM: the simulated PBX as npm's ws sees it; see ../README.md.
import assert from 'node:assert/strict'
import { get } from 'node:http'
import { md5, run, soon } from './peer.mjs'

const ANN = 'tenant=-&login_user=1002&login_password=1002'
const ADMIN = 'tenant=-&login_user=1001&login_password=1001'
const SYSTEM = 'login_user=sa&login_password=sa'
const ping = id => ({ jsonrpc: '2.0', method: 'ping', id })
const refused = (reply, code) => {
  assert.equal('result' in reply, false)
  assert.equal(typeof reply.error.message, 'string')
  if (code === undefined) assert.ok(Number.isInteger(reply.error.code))
  else assert.equal(reply.error.code, code)
}
const answered = reply => assert.ok('result' in reply && !('error' in reply), JSON.stringify(reply))
/** The answer to a request that is no upgrade, or to one that was not let in. */
const unwelcome = peer => soon('the refusal', new Promise((resolve, reject) => {
  peer.socket.once('unexpected-response', (_request, response) => resolve(response))
  peer.socket.once('open', () => reject(new Error('let in')))
}))
const upgraded = peer => soon('the upgrade', new Promise(resolve => peer.socket.once('upgrade', resolve)))

await run(process.argv[2], {
  async 'handshake' ({ open }) {
    const peer = await open(ANN, { ready: false })
    const { statusCode, headers } = await upgraded(peer)
    await peer.opened
    assert.equal(statusCode, 101)
    assert.equal(headers.upgrade.toLowerCase(), 'websocket')
    assert.equal(headers['sec-websocket-protocol'], undefined)
    assert.equal(headers['sec-websocket-extensions'], undefined)
    assert.equal(peer.socket.protocol, '')
    await peer.event('notify_serverstatus')
  },

  async 'a subprotocol is not one of ours' ({ open }) {
    // No client asks for one; a server that does not know it names none, and leaves it to the client to go.
    const peer = await open(ANN, { ready: false, protocols: ['pal', 'chat'] })
    const { statusCode, headers } = await upgraded(peer)
    assert.equal(statusCode, 101)
    assert.equal(headers['sec-websocket-protocol'], undefined)
    await assert.rejects(peer.opened, /no subprotocol/)
  },

  async 'other versions, other places, no upgrade' ({ open, url }) {
    const old = await unwelcome(await open(ANN, { ready: false, protocolVersion: 8 }))
    assert.ok([400, 426].includes(old.statusCode), `${old.statusCode}`)
    assert.equal(old.headers['sec-websocket-version'], '13')
    const plain = url.replace('ws:', 'http:')
    for (const [address, codes] of [[plain, [400, 426]], [plain.replace('/pbx/ws', '/pbx/none'), [404]]]) {
      const code = await soon('the page', new Promise(resolve => get(address, r => resolve(r.resume().statusCode))))
      assert.ok(codes.includes(code), `${address}: ${code}`)
    }
  },

  async 'extensions offered' ({ open }) {
    const text = 'Kenji 山田 '.repeat(2000)
    for (const perMessageDeflate of [{ threshold: 0 }, { threshold: 0, serverNoContextTakeover: true, clientNoContextTakeover: true },
      { threshold: 0, serverMaxWindowBits: 9, clientMaxWindowBits: 9 }]) {
      const peer = await open(ADMIN + '&user=*&registered=true', { perMessageDeflate })
      // Declined or agreed to; what is agreed to works.
      assert.match(peer.socket.extensions, /^(permessage-deflate)?$/)
      assert.equal((await peer.event('notify_registered')).params.registered, 'true')
      for (const round of [1, 2, 3]) {
        assert.equal((await peer.call('setNote', { name: 'long', note: text + round })).result, 'OK')
        assert.equal((await peer.call('getNote', { name: 'long' })).result.note, text + round)
      }
      peer.socket.close(1000)
      assert.equal((await peer.end()).code, 1000)
    }
  },

  async 'an extension nobody knows' ({ open }) {
    const peer = await open(ANN, { headers: { 'Sec-WebSocket-Extensions': 'x-unheard-of; level=3' } })
    assert.equal(peer.socket.extensions, '')
    answered(await peer.call('ping'))
  },

  async 'login in the URL' ({ open }) {
    for (const query of [ANN, SYSTEM, '&&login_user=1002&login_password=%31002&&=&x', 'login_user=1002&login_password=1002']) {
      const peer = await open(query)
      assert.deepEqual(peer.frames[0].frame, { jsonrpc: '2.0', method: 'notify_serverstatus', params: { status: 'active' } })
      assert.equal(peer.frames[0].binary, false)
    }
  },

  async 'what is asked before the welcome is answered' ({ open }) {
    const peer = await open(ANN, { ready: false })
    await peer.opened
    answered(await peer.call('getProductInfo', { webphone: 'true' }))
    await peer.event('notify_serverstatus')
  },

  async 'wrong login in the URL' ({ open }) {
    for (const query of ['login_user=1002&login_password=no', 'tenant=none&login_user=1002&login_password=1002',
      'login_user=sa&login_password=SA', 'login_user=1002&login_password=' + md5('1002')]) {
      const peer = await open(query, { ready: false })
      const { code } = await peer.end()
      assert.equal(peer.frames.length, 1, query)
      assert.equal(peer.frames[0].frame.id, null)
      refused(peer.frames[0].frame, -2022)
      assert.match(peer.frames[0].frame.error.message, /^Login failed \(\d+\)$/)
      assert.ok([1000, 1008].includes(code), `${code}`)
    }
  },

  async 'login by challenge' ({ open }) {
    const nonces = new Set()
    for (const [user, password] of [['1002', '1002'], ['sa', 'sa']]) {
      const peer = await open(`login_user=${user}`, { ready: false })
      const { params: { nonce } } = await peer.event('login_password_required')
      nonces.add(nonce)
      refused(await peer.call('getNoteNames'))
      answered(await peer.call('login', { login_password: md5(`${user}:${nonce}:${md5(password)}`) }))
      await peer.event('notify_serverstatus')
      answered(await peer.call('ping'))
    }
    assert.equal(nonces.size, 2)
  },

  async 'login by challenge, a password of other letters' ({ open }) {
    const admin = await open(ADMIN)
    assert.equal((await admin.call('setExtensionProperties', { extension: '1004',
      properties: { 'login.password': 'pässword 山' } })).result, 'OK')
    const peer = await open('login_user=1004', { ready: false })
    const { params: { nonce } } = await peer.event('login_password_required')
    answered(await peer.call('login', { login_password: md5(`1004:${nonce}:${md5('pässword 山')}`) }))
    await open('login_user=1004&login_password=' + encodeURIComponent('pässword 山'))
  },

  async 'wrong answers to the challenge' ({ open }) {
    for (const answer of [nonce => md5(`1002:${nonce}:${md5('no')}`), nonce => md5(`1003:${nonce}:${md5('1002')}`),
      () => '1002', nonce => md5(`1002:${nonce}:1002`), () => '', () => 7, () => undefined]) {
      const peer = await open('login_user=1002', { ready: false })
      const { params: { nonce } } = await peer.event('login_password_required')
      refused(await peer.call('login', { login_password: answer(nonce) }))
      assert.equal(peer.events.some(e => e.method === 'notify_serverstatus'), false)
    }
  },

  async 'ids, texts and numbers' ({ open }) {
    const peer = await open(ANN)
    for (const id of ['1', 'text', 'ü"\\\u2028', 'x'.repeat(1000), '007', 1, 4294967296, 9007199254740991, -1]) {
      peer.send(ping(id))
      answered(await peer.reply(id))
    }
    assert.ok(peer.frames.every(f => !f.frame.id || f.text.includes('"jsonrpc"')))
  },

  async 'an array of requests, an array of answers' ({ open }) {
    const peer = await open(ANN)
    const before = peer.frames.length
    peer.send([ping('a'), ping(2), { jsonrpc: '2.0', method: 'setNote', params: { name: 'n', note: 'x' } },
      { jsonrpc: '2.0', method: 'none', id: 'c' }, { jsonrpc: '2.0', method: 'getNote', params: { name: 'n' }, id: 'd' }])
    const { frame } = await peer.frame(before)
    assert.ok(Array.isArray(frame))
    assert.deepEqual(frame.map(r => r.id).sort(), [2, 'a', 'c', 'd'])
    refused(frame.find(r => r.id === 'c'), -32601)
    assert.equal(frame.find(r => r.id === 'd').result.note, 'x')
    // Of requests without ids nothing is heard; what follows is the next answer.
    peer.send([{ jsonrpc: '2.0', method: 'ping' }, { jsonrpc: '2.0', method: 'none' }])
    peer.send([ping('single')])
    assert.deepEqual((await peer.frame(before + 1)).frame.map(r => r.id), ['single'])
    const many = Array.from({ length: 500 }, (_, i) => ping(`m${i}`))
    peer.send(many)
    const answers = (await peer.frame(before + 2)).frame
    assert.deepEqual(answers.map(r => r.id), many.map(r => r.id))
    answers.forEach(answered)
  },

  async 'many at once' ({ open }) {
    const peer = await open(ANN)
    for (let i = 0; i < 500; i++) peer.send(ping(i + 1))
    for (let i = 0; i < 500; i++) answered(await peer.reply(i + 1))
    assert.equal(peer.replies.length, 500)
  },

  async 'array frames of events' ({ open }) {
    const peer = await open(ADMIN + '&user=*&registered=true&voicemail=true&status=true')
    await peer.call('ping')
    const arrays = peer.frames.map(f => f.frame).filter(Array.isArray)
    assert.deepEqual(arrays.map(a => [...new Set(a.map(e => e.method))]), [['notify_registered'], ['notify_voicemail']])
    for (const array of arrays) {
      assert.equal(array.length, 12)
      assert.equal(new Set(array.map(e => e.params.user)).size, 12)
      assert.ok(array.every(e => e.jsonrpc === '2.0' && !('id' in e)))
    }
    assert.equal(arrays[0][0].params.registered, 'true')
    assert.ok(arrays[1].every(({ params: p }) => [p.new, p.unread, p.read, p.saved].every(Number.isInteger)))
  },

  async 'a message in fragments' ({ open }) {
    const peer = await open(ANN)
    const request = Buffer.from(JSON.stringify({ jsonrpc: '2.0', method: 'setNote', params: { name: '山', note: '田'.repeat(50) }, id: 'f' }))
    // Cut everywhere, within letters too, with a ping in the middle, and with empty parts.
    let pongs = 0
    peer.socket.on('pong', () => pongs++)
    for (let at = 0; at < request.length; at++) {
      if (at === 40) peer.socket.ping('between')
      peer.send(request.subarray(at, at + 1), { fin: false, binary: false })
      if (at % 50 === 0) peer.send(Buffer.alloc(0), { fin: false, binary: false })
    }
    assert.equal(peer.replies.length, 0)
    peer.send(Buffer.alloc(0), { fin: true, binary: false })
    assert.equal((await peer.reply('f')).result, 'OK')
    assert.equal(pongs, 1)
    assert.equal((await peer.call('getNote', { name: '山' })).result.note, '田'.repeat(50))
  },

  async 'ping and pong' ({ open }) {
    const peer = await open(ANN)
    for (const payload of ['', 'x', 'y'.repeat(125)]) assert.equal(await peer.pong(payload), payload)
    peer.socket.pong('nobody asked')
    answered(await peer.call('ping'))
    // A ping is no login: it is answered before one, too.
    const stranger = await open('login_user=1002', { ready: false })
    await stranger.event('login_password_required')
    assert.equal(await stranger.pong('?'), '?')
  },

  async 'close codes' ({ open }) {
    for (const [code, reason] of [[1000, 'done'], [1001, ''], [3000, 'a'], [4999, 'ü'.repeat(60)], [undefined, undefined]]) {
      const peer = await open(ANN)
      peer.socket.close(code, reason)
      // Without a code either none comes back or the usual one.
      assert.ok((code === undefined ? [1000, 1005] : [code]).includes((await peer.end()).code))
      assert.equal(peer.error, undefined)
    }
  },

  async 'what was asked before the close is answered' ({ open }) {
    const peer = await open(ANN)
    peer.send({ jsonrpc: '2.0', method: 'setNote', params: { name: 'last', note: 'words' }, id: 'l' })
    peer.socket.close(1000)
    assert.equal((await peer.end()).code, 1000)
    assert.equal((await (await open(ANN)).call('getNote', { name: 'last' })).result.note, 'words')
  },

  async 'gone without a word' ({ open }) {
    const first = await open(ANN)
    first.socket.terminate()
    await first.end()
    answered(await (await open(ANN)).call('ping'))
  },

  async 'a binary frame' ({ open }) {
    const other = await open(ADMIN)
    const peer = await open(ANN)
    peer.send(Buffer.from(JSON.stringify(ping('b'))), { binary: true })
    // The interface is texts only, and a servlet container without a taker for the rest says so.
    assert.equal((await peer.end()).code, 1003)
    assert.equal(peer.replies.length, 0)
    answered(await other.call('ping'))
  },

  async 'a text that is none' ({ open }) {
    const peer = await open(ANN)
    peer.send(Buffer.from([0x22, 0xc3, 0x28, 0x22]), { binary: false })
    assert.equal((await peer.end()).code, 1007)
    answered(await (await open(ANN)).call('ping'))
  },

  async 'frames without a mask' ({ open }) {
    const peer = await open(ANN)
    peer.send(ping('u'), { mask: false })
    assert.equal((await peer.end()).code, 1002)
    assert.equal(peer.replies.length, 0)
  },

  async 'long messages' ({ open }) {
    const other = await open(ADMIN)
    const peer = await open(ANN)
    for (const length of [125, 126, 65535, 65536, 100000]) {
      assert.equal((await peer.call('setNote', { name: 'long', note: 'n'.repeat(length) })).result, 'OK')
      assert.equal((await peer.call('getNote', { name: 'long' })).result.note.length, length)
    }
    // Without a bound anybody could fill the memory. Who is still writing is told, too; what fits is nobody's business.
    const whole = await open(ANN)
    whole.send(JSON.stringify({ ...ping('w'), params: { x: 'x'.repeat(32 << 20) } }))
    assert.equal((await whole.end()).code, 1009)
    const parts = await open(ANN)
    const space = Buffer.alloc(65536, 0x20)
    const write = async count => {
      for (let i = 0; i < count && parts.socket.readyState === 1; i++) {
        parts.send(space, { fin: false, binary: false })
        await parts.pong()
      }
    }
    await write(16)
    parts.send(JSON.stringify(ping('fits')), { fin: true })
    answered(await parts.reply('fits'))
    await write(1024)
    assert.equal((await parts.end()).code, 1009)
    assert.deepEqual([whole.replies.length, parts.replies.length], [0, 1])
    answered(await other.call('ping'))
    assert.equal((await other.call('getNote', { name: 'long' })).result.note.length, 100000)
  }
})
