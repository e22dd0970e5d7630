import { useState } from 'react'
import { Checkbox, InputNumber } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { RosterRuleSettings } from '../../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../../client.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { ProblemNote } from '../../../../ui/ProblemNote.tsx'
import type { RosterSettings } from './settings-of.ts'
import styles from './Settings.module.css'

const numbers = [
  ['restH', '两班之间至少休息', '小时', 12, 72],
  ['restAfterNightH', '夜班之后至少休息', '小时', 24, 96],
  ['nightsInRow', '连续夜班最多', '个', 1, 7],
  ['perWeek', '任意七天最多值班', '天', 3, 7],
] as const

/** 规则: how much rest there must be, and which rules nobody may break with a reason. */
export function RuleSettings({ settings }: { readonly settings: RosterSettings }) {
  const [rules, setRules] = useState<RosterRuleSettings>(settings.rules)
  const save = useMutation(queries.rosters.setRules.mutationOptions())
  const change = (next: RosterRuleSettings) => {
    save.reset()
    setRules(next)
  }
  return (
    <div className={styles.section}>
      {numbers.map(([key, word, unit, usual, most]) => (
        <div key={key} className={styles.line}>
          <Checkbox
            checked={rules[key] !== null}
            onChange={({ target }) => change({ ...rules, [key]: target.checked ? usual : null })}
          >
            {word}
          </Checkbox>
          <InputNumber
            controls={false}
            aria-label={word}
            min={key === 'nightsInRow' || key === 'perWeek' ? 1 : 0}
            max={most}
            disabled={rules[key] === null}
            value={rules[key]}
            onChange={(value) => change({ ...rules, [key]: value ?? usual })}
          />
          <span>{unit}</span>
        </div>
      ))}
      <fieldset className={styles.kind}>
        <legend>必须遵守的规则（不勾的可以变通：署名写原因）</legend>
        <div className={styles.line}>
          {settings.ruleWords.map(({ key, word, alwaysHard }) => (
            <Checkbox
              key={key}
              disabled={alwaysHard}
              checked={alwaysHard || rules.hard.includes(key)}
              onChange={({ target }) =>
                change({
                  ...rules,
                  hard: target.checked
                    ? [...rules.hard, key]
                    : rules.hard.filter((rule) => rule !== key),
                })
              }
            >
              {word}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <ProblemNote error={save.error} />
      <div className={styles.line}>
        <ActionButton
          kind="primary"
          hotkey="Ctrl+Enter"
          busy={save.isPending}
          onPress={() => save.mutate({ rules })}
        >
          保存规则
        </ActionButton>
        {save.isSuccess && <span className={styles.good}>✓ 已存</span>}
      </div>
    </div>
  )
}
