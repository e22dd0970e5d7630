import type { ComponentType } from 'react'
import { classes } from '../../ui/classes.ts'
import { useNavigation } from '../../frame/navigation.ts'
import { BasemapsSection } from './basemaps/BasemapsSection.tsx'
import { FormsSection } from './forms/FormsSection.tsx'
import { GatewaySettings } from './gateways/GatewaySettings.tsx'
import { LookSection } from './look/LookSection.tsx'
import { MachineSection } from './machine/MachineSection.tsx'
import { OrganizationsSection } from './organizations/OrganizationsSection.tsx'
import { PeopleSection } from './people/PeopleSection.tsx'
import { RecordingSection } from './recording/RecordingSection.tsx'
import { RoadsSection } from './roads/RoadsSection.tsx'
import { RulesSection } from './rules/RulesSection.tsx'
import styles from './SettingsScreen.module.css'

interface Section {
  readonly key: string
  readonly title: string
  readonly hint: string
  readonly component: ComponentType
}

const sections: readonly Section[] = [
  { key: 'people', title: '人员', hint: '账号、岗位、口令', component: PeopleSection },
  {
    key: 'organizations',
    title: '单位',
    hint: '名称、类别、值班电话',
    component: OrganizationsSection,
  },
  { key: 'gateways', title: '网关', hint: '电台、定位、串口', component: GatewaySettings },
  { key: 'basemaps', title: '底图', hint: '离线瓦片、审图号、坐标系', component: BasemapsSection },
  { key: 'roads', title: '路网和高程', hint: '路线、时间、通视', component: RoadsSection },
  { key: 'recording', title: '录音', hint: '声卡输入、电平、保存', component: RecordingSection },
  { key: 'rules', title: '规则和时限', hint: '提醒、时限、依据', component: RulesSection },
  { key: 'forms', title: '表格与补录', hint: '空白表、日志导出', component: FormsSection },
  { key: 'machine', title: '本机', hint: '数据、副本盘、声音', component: MachineSection },
  { key: 'look', title: '外观', hint: '主题、字号、按键', component: LookSection },
]

/** 设置: sections left, the chosen one right. */
export function SettingsScreen() {
  const { part, goTo } = useNavigation()
  const [first] = sections
  const chosen = sections.find(({ key }) => key === part) ?? first
  if (!chosen) throw new Error('the list of sections is empty')
  const Chosen = chosen.component
  return (
    <div className={styles.screen}>
      <nav className={styles.sections} aria-label="设置分类">
        {sections.map(({ key, title, hint }) => (
          <button
            key={key}
            type="button"
            className={classes(styles.section, key === chosen.key && styles.current)}
            aria-current={key === chosen.key ? 'page' : undefined}
            onClick={() => goTo('settings', key)}
          >
            {title}
            <span className={styles.hint}>{hint}</span>
          </button>
        ))}
      </nav>
      <div className={styles.body}>
        <Chosen />
      </div>
    </div>
  )
}
