// Asks one address again and again over keep-alive connections and prints what came of it as JSON. A process of its
// own, on bare sockets: the client must not be what is measured. Goes on for that time and at least that many requests.
// `node load.mjs URL SECONDS REQUESTS CONNECTIONS [JSON]`: with JSON it posts that.
import { connect } from 'node:net'

const [address = '', seconds = '1', least = '1', connections = '1', json = ''] = process.argv.slice(2)
const url = new URL(address)
const body = json && `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(json)}\r\n`
const request = `${json ? 'POST' : 'GET'} ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\n${body}\r\n${json}`
const HEAD_END = Buffer.from('\r\n\r\n')

let requests = 0
let failed = 0

/** Bytes of the whole answer, undefined while its head is not here. @param {Buffer} answer */
function lengthOf(answer) {
  const end = answer.indexOf(HEAD_END)
  if (end < 0) return undefined
  const head = answer.toString('latin1', 0, end)
  if (!head.startsWith('HTTP/1.1 200')) failed += 1
  const length = /^content-length: (\d+)/im.exec(head)?.[1]
  if (!length) throw new Error(`${address} answers without a length:\n${head}`)
  return end + HEAD_END.length + Number(length)
}

/** @returns {Promise<void>} once its last answer is here */
function ask() {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), '127.0.0.1')
    socket.setNoDelay(true)
    /** @type {Buffer[]} */
    let chunks = []
    let received = 0
    /** @type {number | undefined} */
    let expected
    socket.on('connect', () => socket.write(request))
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      received += chunk.length
      expected ??= lengthOf(Buffer.concat(chunks))
      if (expected === undefined || received < expected) return
      requests += 1
      chunks = []
      received = 0
      expected = undefined
      if (requests < Number(least) || performance.now() < deadline) socket.write(request)
      else socket.end(resolve)
    })
  })
}

const begun = performance.now()
const deadline = begun + Number(seconds) * 1000
await Promise.all(Array.from({ length: Number(connections) }, ask))
console.log(JSON.stringify({ requests, failed, seconds: (performance.now() - begun) / 1000 }))
