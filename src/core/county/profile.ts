/**
 * The county profile: everything that is one county's own, read from one folder under
 * `resources/counties/`.
 */
import { z } from 'zod'
import { accept, refuse, type Refusal, type Result } from '../kernel/result.ts'
import { crossProblems, type ProfileProblem } from './profile-check.ts'
import {
  profileFiles,
  profileSchemas,
  type CountyProfile,
  type ProfileFile,
} from './profile-schema.ts'

export type { ProfileProblem } from './profile-check.ts'
export { profileFiles } from './profile-schema.ts'
export type { CountyProfile, ProfileFile } from './profile-schema.ts'

export type ProfileRefusal = Refusal<
  'county-profile',
  { readonly problems: readonly ProfileProblem[] }
>

/** `villages.json 的 rows[3].township：…`, for the start-up message. */
export function describeProfileProblem({ file, field, message }: ProfileProblem): string {
  return field === '' ? `${file}：${message}` : `${file} 的 ${field}：${message}`
}

const chinese = z.locales.zhCN().localeError

function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, step) => {
    if (typeof step === 'number') return `${before}[${step}]`
    return before === '' ? String(step) : `${before}.${String(step)}`
  }, '')
}

type Contents = { readonly [File in ProfileFile]: z.infer<(typeof profileSchemas)[File]> }

/**
 * Checks and joins the parsed JSON of a profile folder, keyed by file name. Refuses with every
 * problem found: those of the single files, or, once these are sound, those between files.
 */
export function parseProfile(
  contents: Readonly<Partial<Record<ProfileFile, unknown>>>,
): Result<CountyProfile, ProfileRefusal> {
  const read: Partial<Record<ProfileFile, unknown>> = {}
  const problems: ProfileProblem[] = []
  for (const file of profileFiles) {
    const parsed = profileSchemas[file].safeParse(contents[file], { error: chinese })
    read[file] = parsed.data
    for (const { path, message } of parsed.error?.issues ?? []) {
      problems.push({ file, field: fieldPath(path), message })
    }
  }
  if (problems.length > 0) return refuse('county-profile', { problems })
  // No problem means that every schema has accepted its file.
  const sound = read as Contents
  const profile = joinFiles(sound)
  const between = crossProblems(profile, sound['enums.json'].enums)
  return between.length > 0 ? refuse('county-profile', { problems: between }) : accept(profile)
}

function joinFiles(files: Contents): CountyProfile {
  const { edition, classes, certainty, rows } = files['event-categories.json']
  return {
    county: files['county.json'],
    townships: files['townships.json'].rows,
    villages: files['villages.json'].rows,
    eventCategories: {
      edition,
      rows: rows.map(({ code, parent, name, first, certainty: own = certainty }) => {
        const eventClass = classes[code.slice(0, 2)] ?? null
        return { code, parent, name, first, certainty: own, class: eventClass }
      }),
    },
    enums: new Map(files['enums.json'].enums.map((one) => [one.key, one])),
    unitStatuses: files['unit-status.json'].rows,
    teamTypes: files['team-types.json'].rows,
    outline: files['outline.json'],
    sampleTeams: files['sample-teams.json'].rows,
    rules: files['rules.json'].rows,
    quickWords: files['quick-words.json'].rows,
    eventGrades: files['event-grades.json'],
    rollCall: files['roll-call.json'],
    reportDeadlines: files['report-deadlines.json'],
    reportElements: files['report-elements.json'],
  }
}
