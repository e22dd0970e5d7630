/**
 * `/files/<ticket>`: files out by `GET` and in by `PUT`, for pages and browser seats alike. A
 * ticket is 128 random bits, works once and for five minutes.
 */
import { setImmediate } from 'node:timers/promises'
import { assertNever } from '../../core/kernel/assert-never.ts'
import type { Clock, Random } from '../../core/kernel/world.ts'
import {
  TurnedDown,
  type FileStore,
  type OfferedFile,
  type StreamedFile,
} from '../../core/module.ts'
import type { Attachments } from './data-folder/attachments.ts'
import { plainAnswer } from './http-server-request.ts'
import { securityHeaders } from './csp.ts'

const validForMs = 5 * 60_000
const mostTickets = 500

type Ticket =
  | { readonly kind: 'out'; readonly until: number; readonly file: OfferedFile | StreamedFile }
  | {
      readonly kind: 'in'
      readonly until: number
      readonly limitBytes: number
      readonly taken: (sha256: string, bytes: Uint8Array) => unknown
      readonly refused: ((bytes: Uint8Array) => string | undefined) | undefined
    }
  | {
      readonly kind: 'look'
      readonly until: number
      readonly limitBytes: number
      readonly taken: (bytes: Uint8Array) => unknown
    }

export interface FileTickets extends FileStore {
  /** The answer to a request for `/files/…`; `undefined` for any other path. */
  answer(request: Request): Promise<Response> | undefined
}

export function openFileTickets(
  attachments: Pick<Attachments, 'store' | 'read'>,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): FileTickets {
  const tickets = new Map<string, Ticket>()
  const issue = (ticket: Ticket): string => {
    const now = clock.nowMs()
    for (const [name, { until }] of tickets) {
      if (until < now || tickets.size >= mostTickets) tickets.delete(name)
    }
    const name = Buffer.from(random.bytes(16)).toString('hex')
    tickets.set(name, ticket)
    return `/files/${name}`
  }
  const until = () => clock.nowMs() + validForMs
  return {
    store: (bytes) => attachments.store(bytes),
    read: (sha256) => attachments.read(sha256),
    offer: (file) => issue({ kind: 'out', until: until(), file }),
    expect: (limitBytes, taken, refused) =>
      issue({ kind: 'in', until: until(), limitBytes, taken, refused }),
    receive: (limitBytes, taken) => issue({ kind: 'look', until: until(), limitBytes, taken }),
    offerStream: (file) => issue({ kind: 'out', until: until(), file }),
    answer(request) {
      const name = /^\/files\/([0-9a-f]{32})$/.exec(new URL(request.url).pathname)?.[1]
      if (name === undefined) return undefined
      const ticket = tickets.get(name)
      const wanted = request.method === 'PUT' ? 'PUT' : request.method === 'GET' ? 'GET' : undefined
      if (!ticket || methodOf(ticket) !== wanted || ticket.until < clock.nowMs()) {
        return Promise.resolve(plainAnswer(404, '这个文件地址已经用过或超过 5 分钟，请重新操作。'))
      }
      tickets.delete(name)
      switch (ticket.kind) {
        case 'out':
          return Promise.resolve(fileAnswer(ticket.file))
        case 'in':
          return takeFile(request, attachments, ticket)
        case 'look':
          return lookAtFile(request, ticket)
        default:
          return assertNever(ticket)
      }
    },
  }
}

function methodOf({ kind }: Ticket): 'GET' | 'PUT' {
  return kind === 'out' ? 'GET' : 'PUT'
}

function fileAnswer(file: OfferedFile | StreamedFile): Response {
  const headers = {
    ...securityHeaders,
    'content-type': file.type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'cache-control': 'no-store',
  }
  return new Response('bytes' in file ? file.bytes.slice() : streamOf(file.parts()), { headers })
}

/**
 * One part at a time, when the reader asks for it and everybody else was served: a million lines
 * must not hold up an order. A reader who leaves ends the making.
 */
function streamOf(parts: Iterable<string>): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.iterator]()
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        await setImmediate()
        const next = iterator.next()
        if (next.done) controller.close()
        else controller.enqueue(encoder.encode(next.value))
      },
      cancel() {
        iterator.return?.()
      },
    },
    { highWaterMark: 1 },
  )
}

/** The bytes, or the answer that refuses them. */
async function bodyOf(request: Request, limitBytes: number): Promise<Uint8Array | Response> {
  const bytes = await bodyUpTo(request, limitBytes)
  if (!bytes) {
    const kilobytes = Math.floor(limitBytes / 1024)
    const limit = kilobytes < 1024 ? `${kilobytes} KB` : `${Math.floor(kilobytes / 1024)} MB`
    return plainAnswer(413, `文件太大（最多 ${limit}），没有保存。请压缩或分成几个。`)
  }
  return bytes.length === 0 ? plainAnswer(400, '文件是空的，没有保存。') : bytes
}

async function lookAtFile(
  request: Request,
  ticket: Extract<Ticket, { kind: 'look' }>,
): Promise<Response> {
  const bytes = await bodyOf(request, ticket.limitBytes)
  if (bytes instanceof Response) return bytes
  const taken = await ticket.taken(bytes)
  if (taken instanceof TurnedDown) return plainAnswer(415, taken.sentence)
  return Response.json(taken, {
    headers: { ...securityHeaders, 'cache-control': 'no-store' },
  })
}

async function takeFile(
  request: Request,
  attachments: Pick<Attachments, 'store'>,
  ticket: Extract<Ticket, { kind: 'in' }>,
): Promise<Response> {
  const bytes = await bodyOf(request, ticket.limitBytes)
  if (bytes instanceof Response) return bytes
  const sentence = ticket.refused?.(bytes)
  if (sentence !== undefined) return plainAnswer(415, sentence)
  const stored = attachments.store(bytes)
  if (!stored.ok) {
    return plainAnswer(
      stored.code === 'too-large' ? 413 : 507,
      stored.code === 'read-only'
        ? '数据目录只读，文件没有保存。请检查目录权限。'
        : '磁盘已满，文件没有保存。请清理磁盘后重试。',
    )
  }
  return Response.json(ticket.taken(stored.value, bytes), {
    headers: { ...securityHeaders, 'cache-control': 'no-store' },
  })
}

/** The whole body, `undefined` when it is longer than allowed. */
async function bodyUpTo(request: Request, limitBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.length
    if (length > limitBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
