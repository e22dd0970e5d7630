/** A gateway's chosen file → the dialect it speaks and that dialect's settings. */
import { z } from 'zod'
import {
  chineseProblems,
  dialectSettings,
  parseVendorProfile,
  problemSentence,
  type ProfileProblem,
  type VendorDialect,
  type VendorProfile,
} from '../../../core/gateway/vendor-profile.ts'
import { accept, refuse, type Refusal, type Result } from '../../../core/kernel/result.ts'
import { hrnpSettings, type HrnpSettings } from '../hytera/settings.ts'
import { peiSettings, type PeiSettings } from '../tetra-pei/settings.ts'

export type VendorSettings =
  /** No file chosen, or the one chosen is not on this console. */
  | { readonly kind: 'no-file' }
  | { readonly kind: 'tetra-pei'; readonly settings: PeiSettings }
  | { readonly kind: 'hytera-hrnp'; readonly settings: HrnpSettings }

type Refused = Refusal<'bad-profile', readonly ProfileProblem[]>

const schemas = { 'tetra-pei': peiSettings, 'hytera-hrnp': hrnpSettings } as const
const sections = ['commands', 'routing', 'lineNames', 'opcodes'] as const
const links: Readonly<Record<VendorDialect, readonly string[]>> = {
  'tetra-pei': ['serial', 'tcp'],
  'hytera-hrnp': ['serial', 'tcp', 'udp'],
}

const chinese = z.locales.zhCN().localeError

/** Keys the dialect has no use for: a misspelt one would be left out without a word. */
function strangers(profile: VendorProfile): ProfileProblem[] {
  const { dialect } = profile
  const known = new Set(Object.keys(schemas[dialect].shape))
  const problem = (field: string, message: string) => ({ field, message })
  const foreign = sections.filter(
    (section) => profile[section] !== undefined && !known.has(section),
  )
  const isSection = (key: string) => sections.some((section) => section === key)
  return [
    ...foreign.map((section) => problem(section, `${dialect} 没有这一部分，请删去`)),
    ...Object.keys(profile.timeouts ?? {}).flatMap((key) =>
      known.has(key) && key.endsWith('S') ? [] : [problem(`timeouts.${key}`, '没有这个时间参数')],
    ),
    ...Object.keys(profile.settings ?? {}).flatMap((key) =>
      known.has(key) && !isSection(key) ? [] : [problem(`settings.${key}`, '没有这个参数')],
    ),
    ...profile.transport.links.flatMap((link, at) =>
      links[dialect].includes(link)
        ? []
        : [problem(`transport.links.${at}`, `${dialect} 不能走 ${link}`)],
    ),
  ]
}

function fieldIn(profile: VendorProfile, path: readonly PropertyKey[]): string {
  const [first = '', ...rest] = path.map(String)
  const inSection = sections.some((section) => section === first)
  const section = inSection ? [] : [first in (profile.timeouts ?? {}) ? 'timeouts' : 'settings']
  return [...section, first, ...rest].join('.')
}

/** `own`: what the site adds to the file for this one gateway. */
export function readVendorFile(
  file: unknown,
  own: Readonly<Record<string, unknown>> = {},
): Result<Exclude<VendorSettings, { kind: 'no-file' }>, Refused> {
  const read = parseVendorProfile(file)
  if (!read.ok) return read
  const profile = read.value
  const unknown = strangers(profile)
  if (unknown.length > 0) return refuse('bad-profile', unknown)
  const values = { ...dialectSettings(profile), ...own }
  const problems = (error: z.ZodError) =>
    chineseProblems(error.issues, (path) => fieldIn(profile, path))
  if (profile.dialect === 'tetra-pei') {
    const parsed = peiSettings.safeParse(values, { error: chinese })
    return parsed.success
      ? accept({ kind: 'tetra-pei', settings: parsed.data })
      : refuse('bad-profile', problems(parsed.error))
  }
  const parsed = hrnpSettings.safeParse(values, { error: chinese })
  return parsed.success
    ? accept({ kind: 'hytera-hrnp', settings: parsed.data })
    : refuse('bad-profile', problems(parsed.error))
}

/** `profile` names the file, `file` is put in by the console when the gateway is started or checked. */
export const vendorSettings = z
  .looseObject({ profile: z.string().max(64).optional(), file: z.unknown().optional() })
  .transform((value, context): VendorSettings => {
    const { profile: _profile, file, ...own } = value
    if (file === undefined) return { kind: 'no-file' }
    const read = readVendorFile(file, own)
    if (read.ok) return read.value
    for (const problem of read.data) {
      context.addIssue({ code: 'custom', message: problemSentence(problem) })
    }
    return z.NEVER
  })
