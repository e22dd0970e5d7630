import type { OwnSession } from '../../../core/modules/people/contract.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { CommandLine } from './CommandLine.tsx'
import { SaveIndicator } from './SaveIndicator.tsx'
import styles from './CommandBar.module.css'

/** The bottom of every screen: command line and save/sync indicator. */
export function CommandBar({ own }: { readonly own: OwnSession }) {
  return (
    <footer className={styles.bar}>
      <label htmlFor="command-line" className={styles.label}>
        命令行 <Kbd keys="/" />
      </label>
      <CommandLine own={own} />
      <SaveIndicator />
    </footer>
  )
}
