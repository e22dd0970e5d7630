import { homedir } from 'node:os'
import { join } from 'node:path'

/** Directly in the home folder: no cloud service synchronises it. */
export function defaultDataDir(demo: boolean): string {
  return join(homedir(), demo ? '.shicheng-dispatch-demo' : '.shicheng-dispatch')
}

const practiceEnding = '-practice'

/** Beside the real folder: `DIR-practice`. A folder that is one already stays. */
export function practiceDir(real: string): string {
  const plain = real.replace(/[/\\]+$/, '')
  return plain.endsWith(practiceEnding) ? plain : `${plain}${practiceEnding}`
}
