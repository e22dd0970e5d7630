/**
 * A vendor's protocol as a file (radio reference §2.4): what a vendor tells about its dialect of a
 * protocol this console speaks, so that a document becomes a configuration instead of code.
 */
import { z } from 'zod'
import { accept, refuse, type Refusal, type Result } from '../kernel/result.ts'

export const vendorProfileDriver = 'vendor-profile'

/** Protocols a file can build on; their drivers check its values. */
export const vendorDialects = ['tetra-pei', 'hytera-hrnp'] as const
export type VendorDialect = (typeof vendorDialects)[number]

export const maxVendorProfileBytes = 256 * 1024

const name = (what: string, most: number) =>
  z
    .string({ error: `要填写${what}` })
    .trim()
    .min(1, `要填写${what}`)
    .max(most, `${what}最长 ${most} 个字`)

export const vendorProfileSchema = z.strictObject({
  /** Tells this file from any other JSON, and its form from later ones. */
  format: z.literal('gateway-profile-1', {
    error: '应为 gateway-profile-1，这不是网关协议文件，或是更新版本的文件',
  }),
  name: name('协议名称', 40),
  vendor: name('厂商名称', 40),
  version: name('版本', 20),
  note: z.string().max(500, '说明最长 500 个字').optional(),
  dialect: z.enum(vendorDialects, { error: `应为 ${vendorDialects.join(' 或 ')}` }),
  /** What the settings form begins with. */
  transport: z
    .strictObject({
      links: z
        .array(z.enum(['serial', 'tcp', 'udp'], { error: '应为 serial、tcp 或 udp' }))
        .min(1, '至少写一种线路'),
      baud: z
        .int('波特率应为整数')
        .min(300, '波特率不小于 300')
        .max(4_000_000, '波特率不大于 4000000')
        .optional(),
      tcpPort: z
        .int('端口应为整数')
        .min(1, '端口为 1 至 65535')
        .max(65_535, '端口为 1 至 65535')
        .optional(),
    })
    .default({ links: ['serial', 'tcp'] }),
  /** Command strings, of AT dialects. */
  commands: z.record(z.string(), z.unknown()).optional(),
  /** What the terminal is told to send to its port, of AT dialects. */
  routing: z.array(z.unknown(), { error: '应为列表' }).optional(),
  /** Names of lines, of AT dialects. */
  lineNames: z.record(z.string(), z.unknown()).optional(),
  /** Service → standard opcode → the vendor's, of HDAP. */
  opcodes: z.record(z.string(), z.unknown()).optional(),
  timeouts: z.record(z.string(), z.number({ error: '时间应为数字（秒）' })).optional(),
  /** Everything else of the dialect's settings. */
  settings: z.record(z.string(), z.unknown()).optional(),
})

export type VendorProfile = z.infer<typeof vendorProfileSchema>

export interface ProfileProblem {
  /** `commands.send`; empty where it is about the whole file. */
  readonly field: string
  readonly message: string
}

export const problemSentence = ({ field, message }: ProfileProblem): string =>
  field === '' ? message : `字段 ${field}：${message}`

const chinese = z.locales.zhCN().localeError

/** Problems of zod in Chinese, with the place of each; an unknown key is named itself. */
export function chineseProblems(
  issues: readonly z.core.$ZodIssue[],
  fieldOf: (path: readonly PropertyKey[]) => string = (path) => path.map(String).join('.'),
): ProfileProblem[] {
  return issues.flatMap((issue): ProfileProblem[] => {
    if (issue.code !== 'unrecognized_keys') {
      return [{ field: fieldOf(issue.path), message: issue.message }]
    }
    return issue.keys.map((key) => ({
      field: fieldOf([...issue.path, key]),
      message: '不认识这个字段，请删去或改正名称',
    }))
  })
}

/** Parsed JSON → profile; only its envelope, the dialect's driver checks the rest. */
export function parseVendorProfile(
  value: unknown,
): Result<VendorProfile, Refusal<'bad-profile', readonly ProfileProblem[]>> {
  const parsed = vendorProfileSchema.safeParse(value, { error: chinese })
  if (parsed.success) return accept(parsed.data)
  return refuse('bad-profile', chineseProblems(parsed.error.issues))
}

/** What the dialect's driver is given: the sections of the file are one thing there. */
export function dialectSettings(profile: VendorProfile): Record<string, unknown> {
  const { settings, timeouts, commands, routing, lineNames, opcodes } = profile
  const sections = { commands, routing, lineNames, opcodes }
  const given = Object.entries(sections).filter(([, value]) => value !== undefined)
  return { ...settings, ...timeouts, ...Object.fromEntries(given) }
}
