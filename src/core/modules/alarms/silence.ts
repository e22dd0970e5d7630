/** 静音: of this console and this run; after a restart every alarm sounds again. */
import type { CoreContext } from '../../module.ts'

export interface Silence {
  readonly since: number
  readonly until: number
  readonly by: string
}

const silences = new WeakMap<CoreContext, Silence>()

export function currentSilence(context: CoreContext): Silence | undefined {
  const silence = silences.get(context)
  return silence && silence.until > context.world.clock.nowMs() ? silence : undefined
}

export function setSilence(context: CoreContext, silence: Silence | undefined): void {
  if (silence) silences.set(context, silence)
  else silences.delete(context)
  context.changed('alarms', [])
}
