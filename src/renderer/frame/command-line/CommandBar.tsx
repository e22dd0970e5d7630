import { Kbd } from '../../ui/Kbd.tsx'
import { CommandLine } from './CommandLine.tsx'
import { QuickKeys } from './QuickKeys.tsx'
import { SaveIndicator } from './SaveIndicator.tsx'
import { UnitDigits } from './UnitDigits.tsx'
import styles from './CommandBar.module.css'

/** The bottom of every screen: command line, F-keys, save/sync indicator. */
export function CommandBar() {
  return (
    <footer className={styles.bar}>
      <label htmlFor="command-line" className={styles.label}>
        命令行 <Kbd keys="/" />
      </label>
      <CommandLine />
      <QuickKeys />
      <UnitDigits />
      <SaveIndicator />
    </footer>
  )
}
