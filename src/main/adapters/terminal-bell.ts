/** The bell of a console without a desktop: its terminal's, or the Linux console's. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { setTimeout as after } from 'node:timers'

const bel = '\u0007'
const strokes = { emergency: 5, high: 3, normal: 1 } as const
const gapMs = 180

/** Where a BEL makes a sound; opened each time, because terminals come and go. */
function ringOnce(): void {
  if (process.stderr.isTTY) return void process.stderr.write(bel)
  if (process.platform !== 'linux') return
  for (const device of ['/dev/tty', '/dev/console']) {
    try {
      const file = openSync(device, 'w')
      writeSync(file, bel)
      return closeSync(file)
    } catch {
      // No such terminal or no right to it: the next one, else the lights alone tell.
    }
  }
}

/** One stroke for 一般, three for 重要, five for 紧急: told apart by their number. */
export function ringTerminalBell(loudness: keyof typeof strokes): void {
  for (let stroke = 0; stroke < strokes[loudness]; stroke++) after(ringOnce, stroke * gapMs).unref()
}
