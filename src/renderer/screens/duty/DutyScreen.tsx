import type { ComponentType } from 'react'
import { Segmented } from 'antd'
import { useNavigation } from '../../frame/navigation.ts'
import { useHotkey } from '../../ui/hotkeys.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { BriefsPart } from './briefs/BriefsPart.tsx'
import { CheckPart } from './check/CheckPart.tsx'
import { HandoverPart } from './handover/HandoverPart.tsx'
import { HomePart } from './home/HomePart.tsx'
import { InstructionsPart } from './instructions/InstructionsPart.tsx'
import { DutyLogPart } from './log/DutyLogPart.tsx'
import { OpenItems } from './open-items/OpenItems.tsx'
import { PresencePart } from './presence/PresencePart.tsx'
import { RequestsPart } from './requests/RequestsPart.tsx'
import { RosterPart } from './roster/RosterPart.tsx'
import styles from './DutyScreen.module.css'

interface Part {
  readonly key: string
  readonly title: string
  readonly hotkey: string
  readonly component: ComponentType
}

/**
 * One line each, in the order of the desk's day: 1 首页 2 值班日志 3 交接班 4 值班表 5 换班请假
 * 6 批示办理 7 在岗与查岗 8 要情 9 待办 0 班前检查. A part keeps its digit, also before its
 * neighbours are there.
 */
const parts: readonly Part[] = [
  { key: 'home', title: '首页', hotkey: '1', component: HomePart },
  { key: 'log', title: '值班日志', hotkey: '2', component: DutyLogPart },
  { key: 'handover', title: '交接班', hotkey: '3', component: HandoverPart },
  { key: 'roster', title: '值班表', hotkey: '4', component: RosterPart },
  { key: 'requests', title: '换班请假', hotkey: '5', component: RequestsPart },
  { key: 'instructions', title: '批示办理', hotkey: '6', component: InstructionsPart },
  { key: 'presence', title: '在岗与查岗', hotkey: '7', component: PresencePart },
  { key: 'briefs', title: '要情', hotkey: '8', component: BriefsPart },
  { key: 'open-items', title: '待办', hotkey: '9', component: OpenItems },
  { key: 'check', title: '班前检查', hotkey: '0', component: CheckPart },
]

/** 值班: what a shift works with, from what is on now to the check at its beginning. */
export function DutyScreen() {
  const { part, goTo } = useNavigation()
  const [first] = parts
  const chosen = parts.find(({ key }) => key === part) ?? first
  if (!chosen) throw new Error('the list of parts is empty')
  const Chosen = chosen.component
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <Segmented<string>
          aria-label="看什么"
          value={chosen.key}
          options={parts.map(({ key, title, hotkey }) => ({
            value: key,
            label: (
              <>
                {title} <Kbd keys={hotkey} />
              </>
            ),
          }))}
          onChange={(key) => goTo('duty', key)}
        />
        {parts.map(({ key, title, hotkey }) => (
          <PartKey key={key} title={title} hotkey={hotkey} onPress={() => goTo('duty', key)} />
        ))}
      </header>
      <div className={styles.body}>
        <Chosen />
      </div>
    </div>
  )
}

function PartKey({
  title,
  hotkey,
  onPress,
}: {
  readonly title: string
  readonly hotkey: string
  readonly onPress: () => void
}) {
  useHotkey(hotkey, title, onPress)
  return null
}
