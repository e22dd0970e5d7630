import { z } from 'zod'

const seconds = (low: number, high: number) => z.int().min(low).max(high)

/** Commands of a module's own manual; nothing that dials, sends or deletes. */
const initCommand = z
  .string()
  .max(80)
  .regex(/^AT[\x20-\x7e]*$/, '初始化命令以 AT 开头。')
  .refine((text) => !/^AT(?:D|A$|\+CMG[SWCD]|\+CPIN=|\+CLCK|\+CPWD)/.test(text), {
    message: '初始化命令不能拨号、发短信或改卡锁。',
  })

function settingsWith(slow: {
  readonly answerS: number
  readonly textS: number
  readonly pollS: number
  readonly searchS: number
}) {
  return z.object({
    /** Sent before the modem is set up, in their order. */
    initCommands: z.array(initCommand).max(10).default([]),
    /** Where texts are kept until the console has them. */
    store: z.enum(['auto', 'ME', 'SM']).default('auto'),
    /** `store`: nothing is lost by a crash between arrival and record. */
    receive: z.enum(['store', 'direct']).default('store'),
    deliveryReports: z.boolean().default(true),
    /** How long a centre may try; a stale order must not arrive. */
    validityMinutes: z
      .int()
      .min(5)
      .max(63 * 7 * 24 * 60)
      .default(720),
    /** UTF-16 units: five parts with Chinese letters. */
    maxTextLength: z.int().min(1).max(700).default(335),
    /** A long text with a part missing is shown after this long. */
    gapAfterS: seconds(10, 3600).default(180),
    answerTimeoutS: seconds(1, 60).default(slow.answerS),
    textTimeoutS: seconds(10, 600).default(slow.textS),
    /** How often signal and store are looked at. */
    pollS: seconds(5, 600).default(slow.pollS),
    /** How long the network may be away before the gateway counts as down. */
    searchS: seconds(5, 600).default(slow.searchS),
    ringEndS: seconds(4, 60).default(9),
  })
}

export const mobileSettings = settingsWith({ answerS: 5, textS: 90, pollS: 20, searchS: 20 })
/** A satellite is half a second away, and hides behind every ridge. */
export const satelliteSettings = settingsWith({ answerS: 15, textS: 180, pollS: 60, searchS: 90 })

export type ModemSettings = z.infer<typeof mobileSettings>
