/**
 * What a site or a vendor's file may choose for a terminal with a PEI. Command strings and routing
 * are data: terminals of one standard differ in them, and vendors' own dialects more.
 */
import { z } from 'zod'
import { peiNames } from './lines.ts'

const longestCommand = 120

/** A command of the terminal; empty where it has none. `{…}` is replaced when it is sent. */
function command(usual: string, ...placeholders: readonly string[]) {
  return z
    .string()
    .max(longestCommand, `指令最长 ${longestCommand} 个字符`)
    .regex(/^(?:AT[\u0020-\u007e]*)?$/, '指令要以 AT 开头，只能用英文字符；终端没有这条指令时留空')
    .refine((text) => text === '' || placeholders.every((each) => text.includes(each)), {
      message: `指令里缺少 ${placeholders.join('、')}`,
    })
    .default(usual)
}

const requiredCommand = (usual: string, ...placeholders: readonly string[]) =>
  command(usual, ...placeholders).refine((text) => text !== '', { message: '这条指令不能留空' })

const commandStrings = z.strictObject({
  hello: requiredCommand('AT'),
  echoOff: requiredCommand('ATE0'),
  mode: command('AT+CTOM?'),
  ownNumber: command('AT+CNUMF?'),
  maker: command('AT+GMI?'),
  model: command('AT+GMM?'),
  registration: command('AT+CREG?'),
  signal: command('AT+CSQ?'),
  battery: command('AT+CBC?'),
  ownPosition: command('AT+GPSPOS?'),
  currentGroup: command('AT+CTGS?'),
  selectGroup: command('AT+CTGS=1,{group}', '{group}'),
  groupRange: command('AT+CNUMS=?'),
  groupNames: command('AT+CNUMS=0,{min},{max}', '{min}', '{max}'),
  dynamicGroupRange: command('AT+CNUMD=?'),
  dynamicGroupNames: command('AT+CNUMD=0,{min},{max}', '{min}', '{max}'),
  /** Kind of the next call: AI service, id type, area, hook, simplex, encryption, communication, slots, request, priority. */
  prepareGroupCall: command('AT+CTSDC=0,0,0,1,1,0,1,1,0,0'),
  preparePrivateCall: command('AT+CTSDC=0,0,0,0,1,0,0,1,0,0'),
  prepareAllCall: command('AT+CTSDC=0,0,0,1,1,0,3,1,0,0'),
  dial: command('ATD{number}', '{number}'),
  answer: command('ATA'),
  hangup: command('ATH'),
  demand: command('AT+CTXD={call},{priority}', '{call}'),
  cease: command('AT+CUTXC={call}', '{call}'),
  textService: command('AT+CTSDS=12,0,0,0,1'),
  statusService: command('AT+CTSDS=13,0'),
  send: command('AT+CMGS={to},{bits}', '{to}', '{bits}'),
  sendLimits: command('AT+CMGS=?'),
})

const maxRouting = 40
/** Call control, status, mobility, then the SDS protocol ids that carry something for the console. */
const usualRouting = [
  'AT+CTSP=2,0,0',
  'AT+CTSP=2,2,20',
  'AT+CTSP=1,1,11',
  ...[2, 3, 9, 10, 130, 131, 137, 138, 140].map((pid) => `AT+CTSP=1,3,${pid}`),
]

const seconds = (low: number, high: number) => z.int().min(low).max(high)

export const peiSettings = z.object({
  commands: commandStrings.prefault({}),
  /** Sent one after another; without them what comes in never reaches the port. */
  routing: z
    .array(requiredCommand(''))
    .max(maxRouting, `业务路由最多 ${maxRouting} 条`)
    .default(usualRouting),
  /** A vendor's own names of lines → the standard's: `+XSDS` → `+CTSDSR`. */
  lineNames: z
    .record(
      z
        .string()
        .regex(
          /^[+^*%#$][A-Z0-9]{1,20}$/,
          '行的名称应以 + ^ * % # $ 之一开头，后面是大写字母或数字',
        ),
      z.string().refine((name) => peiNames.includes(name), '不是标准里的行名称'),
    )
    .default({}),
  lineEnd: z.enum(['CR', 'CRLF']).default('CR'),
  /** The terminal shows `>` before it takes a message. */
  sendPrompt: z.boolean().default(false),
  /** The terminal says `+CMGS: …,4` when a message is on the air. */
  reportsSending: z.boolean().default(true),
  /** Beginnings of lines that the terminal says after it was switched on. */
  restartLines: z.array(z.string().min(2).max(40)).max(10).default(['RDY', '^SYSSTART', '+CTPU']),
  /** Group of calls and numbers of the dispatch console where the terminal does not tell its own. */
  ownNumber: z
    .string()
    .regex(/^\d{1,17}$/, '号码应为数字')
    .optional(),
  /** Value on the air of status code 0: user statuses begin at 8000 (hexadecimal). */
  statusBase: z.int().min(0).max(0xffff).default(0x8000),
  textCoding: z.enum(['auto', 'ucs2']).default('auto'),
  /** Texts carry the time of sending. */
  timeStamp: z.boolean().default(false),
  /** The net keeps a text this long for a radio that is away; 0: it does not. */
  validityS: seconds(0, 1_036_800).default(0),
  maxTextLength: z.int().min(1).max(2000).default(500),
  /** Bits of one message where the terminal does not tell (`AT+CMGS=?`). */
  maxBits: z.int().min(64).max(2047).default(1184),
  /** What a presence check shows on the radio; it is a text with a receipt. */
  checkText: z.string().min(1).max(40).default('联络检查，不必回复'),
  /** Request for an immediate location report, as a whole PDU; the standard's layout is not public here. */
  locateRequest: z
    .string()
    .regex(/^(?:[0-9A-Fa-f]{2}){2,64}$/, '定位请求应为成对的十六进制数字')
    .optional(),
  /** Transmission priority: 0 low, 1 high, 2 pre-emptive, 3 emergency. */
  demandPriority: z.int().min(0).max(3).default(0),
  commandTimeoutS: seconds(1, 60).default(4),
  textTimeoutS: seconds(5, 3600).default(60),
  checkTimeoutS: seconds(5, 600).default(20),
  locateTimeoutS: seconds(5, 600).default(60),
  callTimeoutS: seconds(5, 600).default(60),
  demandTimeoutS: seconds(1, 60).default(8),
  /** After this silence the signal is asked, to see whether anyone answers. */
  probeS: seconds(2, 600).default(8),
  /** Routing is set again this often, in case a restart went unseen; 0: never. */
  routingEveryS: seconds(0, 86_400).default(300),
  /** A radio that was heard counts as on line for this long. */
  heardValidityS: seconds(60, 86_400).default(3600),
})

export type PeiSettings = z.infer<typeof peiSettings>

/** The command with its values; `undefined` where the terminal has none. */
export function filled(
  template: string,
  values: Readonly<Record<string, string | number>> = {},
): string | undefined {
  if (template === '') return undefined
  return template.replaceAll(/\{([a-z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  )
}
