import { fontSteps, useLayout } from '../ui/layout-store.ts'
import type { ThemeName } from '../ui/tokens.ts'
import { useHotkey } from '../ui/hotkeys.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { useKeyHelp } from './key-help.ts'
import styles from './LookControls.module.css'

const themeWords: Record<ThemeName, string> = { dark: '深色', light: '浅色', wall: '大屏' }
const nextTheme: Record<ThemeName, ThemeName> = { dark: 'light', light: 'wall', wall: 'dark' }

/** 字号 A− A+ · 主题 · 键位: the same three in the frame and before sign-in. */
export function LookControls({ brief = false }: { readonly brief?: boolean }) {
  const { theme, fontStep, stepFont, setTheme } = useLayout()
  const toggleHelp = useKeyHelp((help) => help.toggle)
  useHotkey('Ctrl++', '字号加大', () => stepFont(1))
  useHotkey('Ctrl+-', '字号减小', () => stepFont(-1))
  return (
    <span className={styles.controls}>
      {!brief && (
        <>
          <span className={styles.group}>
            字号
            <button
              type="button"
              disabled={fontStep <= fontSteps.least}
              onClick={() => stepFont(-1)}
              aria-label="字号减小"
            >
              A−
            </button>
            <button
              type="button"
              disabled={fontStep >= fontSteps.most}
              onClick={() => stepFont(1)}
              aria-label="字号加大"
            >
              A+
            </button>
          </span>
          <button
            type="button"
            onClick={() => setTheme(nextTheme[theme])}
            title={`换成${themeWords[nextTheme[theme]]}`}
          >
            主题 {themeWords[theme]}
          </button>
        </>
      )}
      <button type="button" onClick={toggleHelp}>
        键位 <Kbd keys="?" />
      </button>
    </span>
  )
}
