import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { db, prismaTransaction, sql } from '@/lib/db'
import { mailBoughtCards } from '@/lib/orders/mail-bought-cards'
import { queueMail } from '@/lib/orders/queue-mail'
import { testDatabase } from '@/lib/testing/database'
import { hurry, work } from '@/lib/testing/work'
import { smallOrder, smallShop } from '@/prisma/factories'
import { getMail, listMail } from './mailbox'
import { sendMail } from './send-mail'

testDatabase()

/** Letters as they came over the wire; `refuse` answers instead of taking one. */
let letters: string[] = []
let refuse: string | undefined
const server = createServer((socket) => receive(socket))

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  process.env.SMTP_URL = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
  process.env.SITE_URL = 'https://shop.example.nz'
  await smallShop()
})

afterAll(() => {
  server.close()
})

beforeEach(() => {
  letters = []
  refuse = undefined
})

/** The little of SMTP that a mail needs (RFC 5321). */
function receive(socket: Socket) {
  let text = ''
  let isData = false
  socket.write('220 test\r\n')
  socket.on('data', (chunk) => {
    text += chunk
    for (let end = text.indexOf('\r\n'); end >= 0 && !isData; end = text.indexOf('\r\n')) {
      const line = text.slice(0, end)
      text = text.slice(end + 2)
      if (line.startsWith('RCPT') && refuse) socket.write(`${refuse}\r\n`)
      else if (line === 'DATA') {
        isData = true
        socket.write('354 go on\r\n')
      } else socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n')
    }
    const end = text.indexOf('\r\n.\r\n')
    if (!isData || end < 0) return
    letters.push(text.slice(0, end))
    text = text.slice(end + 5)
    isData = false
    socket.write('250 taken\r\n')
  })
}

/** The letter's text with its line ends and quoted-printable breaks undone. */
const flat = (letter = '') =>
  letter
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))

async function queued(change: { email?: string; note?: string } = {}) {
  const { orderId } = await smallOrder({ stockItemId: 0n, quantity: 2 })
  const email = change.email ?? 'aroha@example.com'
  await db().order.update({ where: { id: orderId }, data: { email, note: change.note ?? '' } })
  await prismaTransaction((tx) => queueMail(tx, orderId, 'order_confirmation', email))
  const mail = await db().mail.findFirstOrThrow({ where: { orderId } })
  return { orderId, id: mail.id }
}

const mailOf = (id: bigint) => db().mail.findUniqueOrThrow({ where: { id } })

test('a mail goes out once, with text and HTML, an address of the shop and a name of its own', async () => {
  const { id, orderId } = await queued()
  await work()
  await sendMail(id)
  expect(letters).toHaveLength(1)
  const [letter] = letters
  const order = await db().order.findUniqueOrThrow({ where: { id: orderId } })
  expect(letter).toContain('To: aroha@example.com')
  expect(letter).toContain(`Message-ID: <mail-${id}@shop.example.nz>`)
  expect(letter).toContain('Auto-Submitted: auto-generated')
  expect(letter).toContain('text/plain')
  expect(letter).toContain('text/html')
  expect(flat(letter)).toContain(`https://shop.example.nz/orders/${order.token}`)
  expect(await mailOf(id)).toMatchObject({ state: 'sent', attempts: 1, error: null })
})

test('a mail that the server refuses is tried again and says why; then it goes', async () => {
  refuse = '450 mailbox busy'
  const { id } = await queued()
  await work()
  expect(await mailOf(id)).toMatchObject({
    state: 'failed',
    attempts: 1,
    error: expect.stringContaining('mailbox busy'),
  })
  refuse = undefined
  await hurry()
  await work()
  expect(letters).toHaveLength(1)
  expect(await mailOf(id)).toMatchObject({ state: 'sent', attempts: 2, error: null })
})

test('a mail repeated after a crash carries the same name, so that mail programs show it once', async () => {
  const { id } = await queued()
  await work()
  await db().mail.update({ where: { id }, data: { state: 'queued' } })
  await sendMail(id)
  const names = letters.map((letter) => /^Message-ID: (.*)$/im.exec(letter)?.[1])
  expect(names).toEqual([names[0], names[0]])
})

test('one mail an order and kind, whoever asks and however often', async () => {
  const { orderId } = await queued()
  const ask = () =>
    prismaTransaction((tx) => queueMail(tx, orderId, 'order_confirmation', 'aroha@example.com'))
  await Promise.all([ask(), ask(), ask()])
  await work()
  expect(letters).toHaveLength(1)
})

test('a mail asked for in a transaction that fails is never sent', async () => {
  const { orderId } = await smallOrder()
  const failing = prismaTransaction(async (tx) => {
    await queueMail(tx, orderId, 'order_confirmation', 'aroha@example.com')
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await work()
  expect(letters).toEqual([])
})

test('what a shopper writes stays text, and never becomes a header or another recipient', async () => {
  const { orderId, id } = await queued({ note: '<script>alert(1)</script>' })
  await prismaTransaction((tx) => queueMail(tx, orderId, 'owner_notice', 'shop@example.nz'))
  await db().orderLine.updateMany({
    where: { orderId },
    data: { title: 'Bag <img src=x onerror=alert(1)>\r\nBcc: all@example.nz' },
  })
  await work()
  expect(letters).toHaveLength(2)
  for (const letter of letters) {
    const [head = ''] = letter.split('\r\n\r\n')
    expect(head).not.toMatch(/^bcc:/im)
  }
  const html = (await mailOf(id)).html
  expect(html).not.toContain('<img')
  expect(html).toContain('&lt;img')
})

test('a mail of an unknown kind, or of none, fails by name and takes nothing with it', async () => {
  const { orderId } = await smallOrder()
  const odd = await db().mail.create({ data: { orderId, kind: 'birthday', recipient: 'a@example.nz' } })
  await expect(sendMail(odd.id)).rejects.toThrow('birthday')
  expect(await mailOf(odd.id)).toMatchObject({ state: 'failed', error: expect.stringContaining('birthday') })
  await expect(sendMail(999_999n)).resolves.toBeUndefined()
})

test('the mailbox shows every mail, newest first, page by page, and each in full', async () => {
  const { orderId } = await smallOrder()
  await db().mail.createMany({
    data: Array.from({ length: 60 }, (_, index) => ({
      orderId,
      kind: `shipment:${index}`,
      recipient: 'a@b.nz',
    })),
  })
  const ids: string[] = []
  let next: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listMail>> = await listMail(next ? { before: BigInt(next) } : {})
    ids.push(...page.mails.map(({ id }) => id))
    next = page.next
  } while (next)
  expect(ids).toHaveLength(await db().mail.count())
  expect(new Set(ids).size).toBe(ids.length)
  expect(await getMail(BigInt(ids[0] ?? 0))).toMatchObject({ kind: 'shipment:59', recipient: 'a@b.nz' })
  expect(await getMail(999_999n)).toBeNull()
})

/** A placed order that bought gift cards, with its mail in the outbox. */
async function boughtCards() {
  const { orderId } = await smallOrder({ stockItemId: 0n, quantity: 2 })
  await db().orderLine.updateMany({
    where: { orderId },
    data: { isGiftCard: true, unitPrice: 5000, total: 10_000 },
  })
  await prismaTransaction(async (tx) => mailBoughtCards(tx, orderId, 'aroha@example.com'))
  const cards = await db().giftCard.findMany({ where: { orderLine: { orderId } } })
  const { id } = await db().mail.findFirstOrThrow({ where: { orderId, kind: 'gift_cards' } })
  return { id, orderId, codes: cards.map(({ unsentCode }) => unsentCode ?? '') }
}

const databaseText = async () => {
  const rows = await sql().$queryRaw<{ text: string }[]>`
    SELECT mail::text AS text FROM mail UNION ALL SELECT gift_card::text FROM gift_card
    UNION ALL SELECT order_event::text FROM order_event`
  return rows.map(({ text }) => text).join('\n')
}

test('codes of bought gift cards are in the letter alone, and once it has gone nowhere else', async () => {
  const { codes } = await boughtCards()
  expect(codes).toHaveLength(2)
  await work()
  for (const code of codes) {
    expect(flat(letters[0])).toContain(code)
    expect(await databaseText()).not.toContain(code)
  }
  expect(flat(letters[0])).toContain('Subject: Your 2 gift cards from Test shop')
})

test('a card refunded before its letter has gone keeps its code there, and is called refunded', async () => {
  const { orderId, codes } = await boughtCards()
  await db().giftCard.updateMany({
    where: { orderLine: { orderId }, piece: 2 },
    data: { disabled: true, withdrawnBy: 'refund:1' },
  })
  await work()
  const { text } = await db().mail.findFirstOrThrow({ where: { orderId, kind: 'gift_cards' } })
  expect(text.match(/^.*•••• .*$/gm)).toEqual([
    expect.stringMatching(/[0-9A-Z]{4}$/),
    expect.stringMatching(/[0-9A-Z]{4} \(refunded, can’t be used any more\)$/),
  ])
  for (const code of codes) expect(flat(letters[0])).toContain(code)
})

test('a letter with codes that does not get through keeps them for the next try, and out of the mailbox', async () => {
  refuse = '450 mailbox busy'
  const { id, codes } = await boughtCards()
  await work()
  const copy = await mailOf(id)
  for (const code of codes) expect(copy.text + copy.html).not.toContain(code)
  refuse = undefined
  await hurry()
  await work()
  for (const code of codes) expect(flat(letters[0])).toContain(code)
})

test('cards are issued once, however often somebody asks', async () => {
  const { orderId } = await boughtCards()
  await prismaTransaction(async (tx) => mailBoughtCards(tx, orderId, 'aroha@example.com'))
  expect(await db().giftCard.count({ where: { orderLine: { orderId } } })).toBe(2)
})
