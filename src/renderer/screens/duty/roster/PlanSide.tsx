import { useState, type ComponentProps } from 'react'
import { Segmented } from 'antd'
import type { RosterMonth, ShownViolation } from '../../../../core/modules/rosters/contract.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { useHotkey } from '../../../ui/hotkeys.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { BalanceView } from './BalanceView.tsx'
import { ChangeList } from './ChangeList.tsx'
import { monthWord } from '../month-words.ts'
import { PeopleList } from './PeopleList.tsx'
import { ProblemList } from './ProblemList.tsx'

type Side = 'problems' | 'people' | 'balance' | 'changes'
const sideKeys: readonly (readonly [Side, string, string])[] = [
  ['problems', '问题', 'Shift+Q'],
  ['people', '人员', 'Shift+R'],
  ['balance', '均衡', 'Shift+B'],
  ['changes', '改动', 'Shift+H'],
]

/** What a month is checked by: its problems, who serves in it, the balance, what was changed. */
export function PlanSide({
  month,
  open,
  onGo,
  onCarry,
  onDrop,
  onSettings,
}: {
  readonly month: RosterMonth
  /** How many problems nobody answered for. */
  readonly open: number
  readonly onGo: (violation: ShownViolation) => void
  readonly onCarry: ComponentProps<typeof PeopleList>['onCarry']
  readonly onDrop: () => void
  readonly onSettings: () => void
}) {
  const [side, setSide] = useState<Side>('problems')
  return (
    <Panel
      label="核对"
      fixed={side === 'problems'}
      title={
        <Segmented<Side>
          aria-label="核对什么"
          value={side}
          options={sideKeys.map(([value, word]) => ({
            value,
            label:
              value === 'problems'
                ? `${word} ${open}`
                : value === 'changes'
                  ? `${word} ${month.changes.length}`
                  : word,
          }))}
          onChange={setSide}
        />
      }
      extra={
        <ActionButton hotkey="Shift+S" onPress={onSettings}>
          设置
        </ActionButton>
      }
    >
      {sideKeys.map(([key, word, keys]) => (
        <SideKey key={key} keys={keys} word={word} onPress={() => setSide(key)} />
      ))}
      {side === 'problems' && <ProblemList violations={month.violations} onGo={onGo} />}
      {side === 'people' && <PeopleList month={month} onCarry={onCarry} onDrop={onDrop} />}
      {side === 'balance' && (
        <BalanceView
          balance={month.balance}
          pools={month.pools}
          note={`今年到${monthWord(month.month)}（含已值的班）；同岗位的全勤人员之间比较。`}
        />
      )}
      {side === 'changes' && <ChangeList changes={month.changes} />}
    </Panel>
  )
}

function SideKey({
  keys,
  word,
  onPress,
}: {
  readonly keys: string
  readonly word: string
  readonly onPress: () => void
}) {
  useHotkey(keys, `看${word}`, onPress)
  return null
}
