/** One page request answered by the core process, over a port of its own, chunk by chunk. */
import { MessageChannelMain, type MessagePortMain } from 'electron'
import { mostBodyBytes, plainAnswer } from '../adapters/http-server-request.ts'
import type { FromRequest, PlainRequest, ToRequest } from '../core-messages.ts'

const pull: ToRequest = { kind: 'pull' }

export async function requestOverPort(
  request: Request,
  send: (plain: PlainRequest, port: MessagePortMain) => void,
): Promise<Response> {
  const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined
  if (body && body.length > mostBodyBytes) return plainAnswer(413, '文件太大。')
  const { method, url } = request
  const { port1, port2 } = new MessageChannelMain()
  const answer = answerOn(port2)
  send({ method, url, headers: [...request.headers], body }, port1)
  return answer
}

function answerOn(port: MessagePortMain): Promise<Response> {
  return new Promise((resolve) => {
    let give: ReadableStreamDefaultController<Uint8Array> | undefined
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (give = controller),
        pull: () => port.postMessage(pull),
        cancel: () => port.close(),
      },
      { highWaterMark: 0 },
    )
    port.on('message', ({ data }) => {
      const message = data as FromRequest
      if (message.kind === 'head') {
        const { status } = message
        const headers = message.headers.map(([name, value]): [string, string] => [name, value])
        const hasBody = status !== 204 && status !== 304
        resolve(new Response(hasBody ? body : null, { status, headers }))
      } else if (message.bytes) give?.enqueue(message.bytes)
      else {
        give?.close()
        give = undefined
        port.close()
      }
    })
    port.on('close', () => {
      // Before the end this is a core that stopped in the middle of its answer.
      give?.error(new Error('the core stopped'))
      resolve(plainAnswer(503, '调度台核心正在重新启动。'))
    })
    port.start()
  })
}
