/** One unbroken stretch of a recording: pieces of half a second, kept here until they are durable there. */
import { base64UrlOf } from './base64url.ts'
import { afterSound } from './audio-timer.ts'
import type { LineInput } from './line-input.ts'

/** Half of what may be lost with the page: the delay and the encoder hold back some more. */
const pieceMs = 500
/** Without a line to the console for this long the part is given up: 2 minutes. */
const mostWaiting = 240
const soundType = 'audio/webm;codecs=opus'
const bitsPerSecond = 24_000

export interface PieceToSend {
  readonly index: number
  readonly bytes: string
  readonly last: boolean
  readonly cause?: 'device-lost'
}

export interface PartPort {
  begun(agoMs: number): Promise<boolean>
  /** `false`: the console does not want it (any more). Throws while there is no line. */
  send(piece: PieceToSend): Promise<boolean>
  /** It needs nothing more of this page. */
  over(): void
}

function recorderOf(stream: MediaStream): MediaRecorder {
  return new MediaRecorder(stream, { mimeType: soundType, audioBitsPerSecond: bitsPerSecond })
}

export class Part {
  readonly input: LineInput
  readonly #context: AudioContext
  readonly #port: PartPort
  readonly #recorder: MediaRecorder
  readonly #waiting: PieceToSend[] = []
  /** Pieces come as blobs; their bytes must keep the order. */
  #reading: Promise<void> = Promise.resolve()
  #next = 0
  #begunAt: number | undefined
  #told = false
  #sending = false
  #stopping = false
  #cause: 'device-lost' | undefined
  #over = false

  constructor(context: AudioContext, input: LineInput, stream: MediaStream, port: PartPort) {
    this.#context = context
    this.input = input
    this.#port = port
    this.#recorder = recorderOf(stream)
    this.#recorder.addEventListener('start', () => {
      this.#begunAt = performance.now()
      void this.flush()
    })
    this.#recorder.addEventListener('dataavailable', ({ data }) => this.#take(data, false))
    this.#recorder.addEventListener('stop', () => this.#take(new Blob(), true))
    this.#recorder.start(pieceMs)
  }

  /** What is in the delay belongs to the call: it is waited for. */
  stop(cause?: 'device-lost'): void {
    if (this.#stopping) return
    this.#stopping = true
    this.#cause = cause
    afterSound(this.#context, this.input.settings.preRollMs, () => {
      if (this.#recorder.state !== 'inactive') this.#recorder.stop()
    })
  }

  /** The console knows nothing of it any more. */
  drop(): void {
    this.#over = true
    this.#waiting.length = 0
    if (this.#recorder.state !== 'inactive') this.#recorder.stop()
    this.#port.over()
  }

  /** Sends what waits, one after the other; called again when the line is back. */
  async flush(): Promise<void> {
    if (this.#sending || this.#over || this.#begunAt === undefined) return
    this.#sending = true
    try {
      await this.#sendAll(this.#begunAt)
    } catch {
      // No line: what waits is sent when it is back.
    } finally {
      this.#sending = false
    }
  }

  async #sendAll(begunAt: number): Promise<void> {
    if (!this.#told) {
      this.#told = await this.#port.begun(performance.now() - begunAt)
      if (!this.#told) return this.drop()
    }
    for (let piece = this.#waiting[0]; piece; piece = this.#waiting[0]) {
      const stored = await this.#port.send(piece)
      if (this.#over) return
      if (!stored) return this.drop()
      this.#waiting.shift()
      if (!piece.last) continue
      this.#over = true
      return this.#port.over()
    }
  }

  #take(blob: Blob, last: boolean): void {
    this.#reading = this.#reading.then(async () => {
      if (this.#over || (blob.size === 0 && !last)) return
      const bytes = base64UrlOf(new Uint8Array(await blob.arrayBuffer()))
      const cause = last && this.#cause ? { cause: this.#cause } : {}
      this.#waiting.push({ index: this.#next++, bytes, last, ...cause })
      if (this.#waiting.length > mostWaiting) return this.drop()
      void this.flush()
    })
  }
}

/** A few seconds for the ear. */
export function trial(context: AudioContext, stream: MediaStream, ms: number): Promise<string> {
  return new Promise((resolve) => {
    const recorder = recorderOf(stream)
    const blobs: Blob[] = []
    recorder.addEventListener('dataavailable', ({ data }) => blobs.push(data))
    recorder.addEventListener('stop', () => {
      void new Blob(blobs)
        .arrayBuffer()
        .then((buffer) => resolve(base64UrlOf(new Uint8Array(buffer))))
    })
    recorder.start()
    afterSound(context, ms, () => recorder.stop())
  })
}
