import { z } from 'zod'

export const callerIdSettings = z.object({
  /** How caller display is switched on; `auto` tries one after the other. */
  setup: z.enum(['auto', 'vcid', 'cid', 'clip']).default('auto'),
  /** Without another ring for this long the call has ended: longer than the pause of the line's ringing. */
  endAfterMs: z.int().min(4000).max(60_000).default(9000),
})

export type CallerIdSettings = z.infer<typeof callerIdSettings>
