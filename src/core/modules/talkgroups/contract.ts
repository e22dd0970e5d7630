/** The groups at the desk: who talks, where this seat talks and listens. */
import { z } from 'zod'
import { idSchema, procedure } from '../../contract-kit.ts'
import { numberSchema } from '../radio/contract.ts'

export const listenings = ['monitor', 'mute'] as const

const callerSchema = z.object({ number: z.string(), callSign: z.string(), at: z.number() })

const groupSchema = z.object({
  /** Gateway and number. */
  key: z.string(),
  number: z.string(),
  name: z.string(),
  gateway: z.string(),
  gatewayName: z.string(),
  /** The number key that selects it. */
  digit: z.number().nullable(),
  /** Kept on the board by hand, in its place. */
  pinned: z.boolean(),
  /** This seat talks here. */
  main: z.boolean(),
  /** Of this seat: a muted group is recorded all the same. */
  listening: z.enum(listenings),
  /** What the gateway's own transmitter is set to, where it says so. */
  selected: z.boolean(),
  talker: callerSchema.nullable(),
  /** Radios on the air that spoke or wrote here last. */
  radios: z.array(z.string()),
  /** Newest first. */
  last: z.array(callerSchema),
  /** Why this seat cannot talk here, or the transmitter cannot be switched to it; null where it can. */
  noTalk: z.string().nullable(),
  noSelect: z.string().nullable(),
})
export type TalkGroup = z.infer<typeof groupSchema>

const one = z.object({ gateway: idSchema, number: numberSchema })
const key = z.object({ key: z.string() })

export const talkgroupsContract = {
  board: procedure.output(z.array(groupSchema)),
  /** 主守: this seat talks here; the transmitter is switched where the gateway can do that. */
  choose: procedure
    .errors({
      NO_GATEWAY: { message: '网关没有接通，不能选组。' },
      UNSUPPORTED: { message: '这个网关不支持该操作。' },
    })
    .input(one)
    .output(key.extend({ ordered: z.string().nullable() })),
  /** Of this seat only. */
  listen: procedure.input(one.extend({ listening: z.enum(listenings) })).output(key),
  /** Keeps a group on the board, at its end. */
  pin: procedure.input(one).output(key),
  unpin: procedure.input(one).output(key),
  /** One place up. */
  raise: procedure.input(one).output(key),
}
