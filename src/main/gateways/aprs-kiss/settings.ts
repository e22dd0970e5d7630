import { z } from 'zod'
import { callSignPattern } from './ax25.ts'

const callSign = z
  .string()
  .trim()
  .toUpperCase()
  .regex(callSignPattern, '呼号为 1 至 6 位字母数字，可加短横和 1 至 15 的台号，如 BG5ABC-9。')

/** A group or bulletin: nine characters at most. */
const addressee = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9-]{1,9}$/, '群组名为 1 至 9 位字母或数字。')

export const aprsSettings = z.object({
  /** Our own station. Empty: only listened to, nothing is ever sent. */
  callSign: z.union([z.literal(''), callSign]).default(''),
  /** Repeaters asked to pass our packets on. */
  path: z.array(callSign).max(8).default(['WIDE1-1']),
  /** Port of the terminal node controller that we send through. */
  kissPort: z.int().min(0).max(15).default(0),
  /** How our Chinese goes out; what comes in is recognised. */
  charset: z.enum(['utf8', 'gbk']).default('utf8'),
  /** Waits between the attempts of a message, and after the last one. */
  retryS: z.array(z.int().min(5).max(900)).min(1).max(8).default([30, 60, 120, 120]),
  /** Characters of one text; longer than one packet goes in parts, each acknowledged. */
  maxTextLength: z.int().min(1).max(300).default(100),
  /** Groups whose texts are for us, besides bulletins. */
  groups: z.array(addressee).max(20).default(['ALL', 'QST', 'CQ']),
  /** Answers stations that ask for us (`?APRS?`, `?APRST`), at most once a minute each. */
  answerQueries: z.boolean().default(true),
  /** What we say of ourselves when asked. */
  statusText: z.string().trim().max(60).default('Emergency dispatch console'),
  /** Symbol of the marks we place: table and code. */
  objectSymbol: z
    .string()
    .regex(/^[/\\A-Z0-9][\x21-\x7b\x7d]$/, '图标为两个字符：图标表（/ 或 \\）和代码。')
    .default('\\!'),
  /** A station not heard for so long is off the air. */
  presenceMin: z.int().min(5).max(1440).default(60),
})

export type AprsSettings = z.infer<typeof aprsSettings>
