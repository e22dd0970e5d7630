import { homedir } from 'node:os'
import { join } from 'node:path'

/** Directly in the home folder: no cloud service synchronises it. */
export function defaultDataDir(demo: boolean): string {
  return join(homedir(), demo ? '.shicheng-dispatch-demo' : '.shicheng-dispatch')
}
