import { Input, Select } from 'antd'
import type { PatternUse } from '../../../../../core/modules/rosters/contract.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import type { PatternDraft } from './pattern-draft.ts'
import styles from './Settings.module.css'

/** 何时用: the lower line wins, so that a flood season lies over the year's pattern. */
export function UseRows({
  patterns,
  uses,
  onChange,
}: {
  readonly patterns: readonly PatternDraft[]
  readonly uses: readonly PatternUse[]
  readonly onChange: (uses: PatternUse[]) => void
}) {
  const set = (at: number, some: Partial<PatternUse>) =>
    onChange(uses.map((use, index) => (index === at ? { ...use, ...some } : use)))
  return (
    <fieldset className={styles.kind}>
      <legend>何时用哪种班制（下面的盖过上面的，如汛期加强）</legend>
      {uses.map((use, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line has no other name while it is typed
        <div key={at} className={styles.line}>
          <Select
            className={styles.find ?? ''}
            aria-label="用哪种班制"
            value={use.pattern}
            options={patterns.map(({ key, word }) => ({ value: key, label: word }))}
            onChange={(pattern) => set(at, { pattern })}
          />
          <Input
            className={styles.date}
            aria-label="从哪天起"
            prefix="从"
            placeholder="2026-04-01"
            value={use.from}
            maxLength={10}
            onChange={({ target }) => set(at, { from: target.value })}
          />
          <Input
            className={styles.date}
            aria-label="到哪天止"
            prefix="到"
            placeholder="2026-09-30"
            value={use.to}
            maxLength={10}
            onChange={({ target }) => set(at, { to: target.value })}
          />
          <ActionButton
            kind="quiet"
            name="去掉这段"
            onPress={() => onChange(uses.filter((_, index) => index !== at))}
          >
            去掉
          </ActionButton>
        </div>
      ))}
      <ActionButton
        name="加一段班制"
        refusedBecause={patterns.length === 0 ? '先新建班制' : undefined}
        onPress={() => onChange([...uses, { pattern: patterns[0]?.key ?? '', from: '', to: '' }])}
      >
        加一段
      </ActionButton>
    </fieldset>
  )
}
