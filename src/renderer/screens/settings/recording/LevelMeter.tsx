import type { Level } from '../../../../core/modules/recordings/contract.ts'
import styles from './Recording.module.css'

const floorDb = -60
const part = (db: number) => `${Math.max(0, Math.min(100, ((db - floorDb) / -floorDb) * 100))}%`

function words({ peakDb, rmsDb }: Pick<Level, 'peakDb' | 'rmsDb'>): string {
  if (peakDb > -1) return '过载，请减小增益'
  if (rmsDb < -55) return '没有声音'
  return rmsDb < -40 ? '偏小' : '合适'
}

/** Never by its colour alone: the word says whether it is right. */
export function LevelMeter({ level }: { readonly level: Level | undefined }) {
  if (!level) return <span className={styles.note}>没有电平：输入没有打开</span>
  return (
    <span className={styles.level}>
      <span
        className={styles.meter}
        role="meter"
        aria-label="输入电平"
        aria-valuemin={floorDb}
        aria-valuemax={0}
        aria-valuenow={Math.round(level.rmsDb)}
        aria-valuetext={`${Math.round(level.rmsDb)} 分贝，${words(level)}`}
      >
        <span style={{ width: part(level.rmsDb) }} />
        <i style={{ left: part(level.peakDb) }} />
      </span>
      <span className={styles.note}>
        {Math.round(level.rmsDb)} 分贝 · {words(level)}
      </span>
    </span>
  )
}
