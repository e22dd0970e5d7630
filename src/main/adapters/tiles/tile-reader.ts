/** The reading thread as the core process sees it: started when needed, replaced when it hangs. */
import type { Worker } from 'node:worker_threads'
import type { SourceState, TileSource } from '../../../core/map-packs.ts'
import type { Logger } from '../../../core/module.ts'
import { errorDetails } from '../logger.ts'
import type { FromTiles, TileAnswer, ToTiles } from './tile-messages.ts'
import { tileWorker } from './tile-threads.ts'

/** A tile takes well under a millisecond; a disk that is being woken up takes seconds. */
const answerWithinMs = 10_000
const restartAfterMs = 2000

export interface TileReader {
  serve(sources: readonly TileSource[]): void
  read(id: string, z: number, x: number, y: number): Promise<TileAnswer>
  close(): void
}

export interface ReaderEvents {
  readonly logger: Logger
  /** Where online layers keep what they may keep. */
  readonly folder: string
  readonly onState: (id: string, state: SourceState) => void
}

interface Asked {
  readonly id: string
  readonly at: number
  readonly answer: (tile: TileAnswer) => void
}

const stuck = '读取底图文件长时间没有回应，已停用。请检查文件所在的磁盘，或重新导入。'

export function openTileReader({ logger, folder, onState }: ReaderEvents): TileReader {
  const asked = new Map<number, Asked>()
  /** Read so slowly that the thread had to be replaced; left out until the list changes. */
  const leftOut = new Set<string>()
  let worker: Worker | undefined
  let sources: readonly TileSource[] = []
  let asks = 0
  let heardAt = 0
  let watchdog: NodeJS.Timeout | undefined
  let restart: NodeJS.Timeout | undefined

  const say = (message: ToTiles) => worker?.postMessage(message)
  const sayServe = () =>
    say({ kind: 'serve', sources: sources.filter(({ id }) => !leftOut.has(id)), folder })

  function onMessage(message: FromTiles): void {
    heardAt = performance.now()
    if (message.kind === 'mistake') return logger.error('tiles.mistake', { text: message.text })
    if (message.kind === 'state') return onState(message.id, message.state)
    asked.get(message.ask)?.answer(message.tile)
    asked.delete(message.ask)
  }

  function start(): void {
    const started = tileWorker({ kind: 'serve' })
    worker = started
    started.on('message', onMessage)
    started.on('error', (error) => {
      logger.error('tiles.thread', errorDetails(error))
      if (worker !== started) return
      stop()
      // Not at once: what kills it at its start would kill it a hundred times a second.
      restart = setTimeout(() => worker ?? start(), restartAfterMs).unref()
    })
    sayServe()
  }

  /** What waited gets no tile; the page asks again when it is moved. */
  function stop(): void {
    clearInterval(watchdog)
    clearTimeout(restart)
    watchdog = undefined
    void worker?.terminate()
    worker = undefined
    for (const { answer } of asked.values()) answer(null)
    asked.clear()
  }

  function replace(): void {
    stop()
    if (sources.length > leftOut.size) start()
  }

  function watchAnswers(): void {
    // A server far away has its own time limit.
    const files = new Set(sources.flatMap(({ id, kind }) => (kind === 'file' ? [id] : [])))
    const oldest = [...asked.values()].find(({ id }) => files.has(id))
    const since = oldest && performance.now() - Math.max(heardAt, oldest.at)
    if (!oldest || since === undefined || since < answerWithinMs) return
    logger.warn('tiles.stuck', { id: oldest.id })
    leftOut.add(oldest.id)
    replace()
    onState(oldest.id, { trouble: stuck, damage: null, version: 0 })
  }

  return {
    serve(next) {
      sources = next
      leftOut.clear()
      if (worker) sayServe()
      else if (sources.length > 0) start()
    },
    read(id, z, x, y) {
      if (!worker || leftOut.has(id)) return Promise.resolve(null)
      watchdog ??= setInterval(watchAnswers, 1000).unref()
      const ask = ++asks
      return new Promise((answer) => {
        asked.set(ask, { id, at: performance.now(), answer })
        say({ kind: 'read', ask, id, z, x, y })
      })
    },
    close: stop,
  }
}
