/** Reads a county profile folder from the disk; what it must hold is the core's affair. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  parseProfile,
  profileFiles,
  type CountyProfile,
  type ProfileFile,
  type ProfileProblem,
  type ProfileRefusal,
} from '../../core/county/profile.ts'
import { refuse, type Result } from '../../core/kernel/result.ts'

/**
 * Loads and checks the profile in `dir` (for example `resources/counties/shicheng`). Refuses with
 * every problem, each naming its file and field; `describeProfileProblem` makes a sentence of it.
 */
export function loadCountyProfile(dir: string): Result<CountyProfile, ProfileRefusal> {
  const contents: Partial<Record<ProfileFile, unknown>> = {}
  const problems: ProfileProblem[] = []
  for (const file of profileFiles) {
    const read = readJson(join(dir, file))
    if ('message' in read) problems.push({ file, field: '', message: read.message })
    else contents[file] = read.json
  }
  return problems.length > 0 ? refuse('county-profile', { problems }) : parseProfile(contents)
}

function readJson(path: string): { json: unknown } | { message: string } {
  let bytes: string
  try {
    bytes = readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return { message: code === 'ENOENT' ? `找不到文件 ${path}` : `读不了文件 ${path}（${code}）` }
  }
  try {
    return { json: JSON.parse(bytes) }
  } catch (error) {
    return {
      message: `不是有效的 JSON（${error instanceof Error ? error.message : String(error)}）`,
    }
  }
}
