// SPDX-License-Identifier: GPL-3.0-or-later
// A PAL client on npm's ws, the simulated PBX in a process of its own, and tests told as TAP.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import WebSocket from 'ws'

const PATIENCE = 10000

export const md5 = text => createHash('md5').update(text, 'utf8').digest('hex')

/** The promise, or an error that names what did not come. */
export function soon (what, promise) {
  let timer
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come`)), PATIENCE)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** The process and its address. */
export async function startServer (program, ...options) {
  const process = spawn(program, ['--listen', '127.0.0.1:0', ...options], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: process.stdout })
  const url = await soon('the address', new Promise(resolve => lines.once('line', resolve)))
  return { process, url, gone: new Promise(resolve => process.once('exit', resolve)) }
}

/** One connection. What comes is kept, and handed out once. */
export class Peer {
  constructor (url, query, protocols = [], options = {}) {
    this.socket = new WebSocket(`${url}?${query}`, protocols, { perMessageDeflate: false, ...options })
    this.frames = []
    this.events = []
    this.replies = []
    this.waiting = []
    this.lastId = 0
    this.opened = new Promise((resolve, reject) => {
      this.socket.once('open', resolve)
      this.socket.once('error', reject)
    })
    this.opened.catch(() => {})
    this.socket.on('error', error => { this.error = error })
    this.closed = new Promise(resolve => this.socket.once('close', (code, reason) => resolve({ code, reason: `${reason}` })))
    this.closed.then(() => this.wake())
    this.socket.on('message', (data, binary) => this.take(`${data}`, binary))
  }

  take (text, binary) {
    const frame = JSON.parse(text)
    this.frames.push({ frame, binary, text })
    for (const message of Array.isArray(frame) ? frame : [frame]) (message.method ? this.events : this.replies).push(message)
    this.wake()
  }

  wake () {
    for (const again of this.waiting.splice(0)) again()
  }

  /** What find() finds, as soon as it does. */
  async until (what, find) {
    for (;;) {
      const found = find()
      if (found !== undefined) return found
      await soon(what, new Promise(resolve => this.waiting.push(resolve)))
    }
  }

  event (method, wanted = () => true) {
    return this.until(method, () => this.events.find(e => e.method === method && wanted(e.params)))
  }

  reply (id) {
    return this.until(`the answer ${JSON.stringify(id)}`, () => this.replies.find(r => r.id === id))
  }

  frame (number) {
    return this.until(`frame ${number}`, () => this.frames[number])
  }

  send (message, options = {}) {
    this.socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message), options)
  }

  call (method, params) {
    const id = `${++this.lastId}`
    this.send({ jsonrpc: '2.0', method, params, id })
    return this.reply(id)
  }

  /** Pings, and returns what comes back; or nothing when the line closes first. */
  pong (payload = '') {
    const pong = new Promise(resolve => this.socket.once('pong', data => resolve(`${data}`)))
    if (this.socket.readyState === WebSocket.OPEN) this.socket.ping(payload)
    return soon('the pong', Promise.race([pong, this.closed.then(() => undefined)]))
  }

  end () {
    return soon('the end', this.closed)
  }
}

/** Runs the tests one after the other, each against a server of its own. */
export async function run (program, tests) {
  const names = Object.keys(tests)
  console.log(`1..${names.length}`)
  let number = 0
  let failures = 0
  for (const name of names) {
    const server = await startServer(program)
    const peers = []
    const open = async (query, { ready = true, protocols, ...options } = {}) => {
      const peer = new Peer(server.url, query, protocols, options)
      peers.push(peer)
      if (ready) await peer.event('notify_serverstatus')
      return peer
    }
    try {
      await tests[name]({ open, url: server.url })
      if (server.process.exitCode !== null) throw new Error('the server ended')
      console.log(`ok ${++number} ${name}`)
    } catch (error) {
      failures++
      console.log(`not ok ${++number} ${name}`)
      console.log(`${error.stack}`.replace(/^/gm, '# '))
    }
    for (const peer of peers) peer.socket.terminate()
    server.process.kill()
    await server.gone
  }
  process.exitCode = failures ? 1 : 0
}
