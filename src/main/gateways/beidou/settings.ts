import { z } from 'zod'

export const beidouSettings = z.object({
  /** Which interface the terminal speaks; `auto` asks in both and follows the answer. */
  dialect: z.enum(['auto', 'text', 'binary']).default('auto'),
  /** How texts go out of a terminal with sentences; `auto`: TCQ where a BeiDou-3 card answered. */
  sendBy: z.enum(['auto', 'TXA', 'TCQ']).default('auto'),
  /** BeiDou-3 service of TCQ: 1 = Lf0, 2–4 = Lf1–3, 5 = Lf4. */
  frequency: z.int().min(1).max(5).default(2),
  /** Longest text in bits, where the card's class says something else than the table. */
  maxBits: z.int().min(14).max(14_000).optional(),
  /** Seconds between two sendings, where the card does not say it or says it wrong. */
  intervalS: z.int().min(1).max(3600).optional(),
  /** Besides the card's interval: terminals count from the end of a sending. */
  marginS: z.int().min(0).max(60).default(1),
})

export type BeidouSettings = z.infer<typeof beidouSettings>
