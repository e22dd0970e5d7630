import type { OpenedTarget, OpenOptions } from './targets.ts'

export function standinUnavailable(): string | undefined {
  return 'the Electron stand-in is not written yet'
}

export function openStandin(_options: OpenOptions): Promise<OpenedTarget> {
  throw new Error(standinUnavailable())
}
