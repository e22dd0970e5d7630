import { Checkbox, Segmented } from 'antd'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { fontSteps, useLayout } from '../../../ui/layout-store.ts'
import { panels } from '../../../frame/panels.ts'
import { openPanelWindow } from '../../../ui/panel-window.ts'
import { Panel } from '../../../ui/Panel.tsx'
import type { ThemeName } from '../../../ui/tokens.ts'
import styles from '../Section.module.css'

const themes: { value: ThemeName; label: string }[] = [
  { value: 'dark', label: '深色' },
  { value: 'light', label: '浅色' },
  { value: 'wall', label: '大屏' },
]

/** How this seat looks; kept on this machine for this seat. */
export function LookSection() {
  const { theme, setTheme, fontStep, stepFont, singleKeys, setSingleKeys, adopt } = useLayout()
  return (
    <Panel title="外观">
      <dl className={styles.rows}>
        <dt>主题</dt>
        <dd>
          <Segmented<ThemeName>
            aria-label="主题"
            value={theme}
            onChange={setTheme}
            options={themes}
          />
        </dd>
        <dt>字号</dt>
        <dd>
          <ActionButton
            refusedBecause={fontStep <= fontSteps.least ? '已经最小' : undefined}
            hint="Ctrl+-"
            onPress={() => stepFont(-1)}
          >
            A−
          </ActionButton>
          <span>{14 + fontStep} 像素</span>
          <ActionButton
            refusedBecause={fontStep >= fontSteps.most ? '已经最大' : undefined}
            hint="Ctrl++"
            onPress={() => stepFont(1)}
          >
            A+
          </ActionButton>
        </dd>
        <dt>单键操作</dt>
        <dd>
          <Checkbox checked={singleKeys} onChange={(event) => setSingleKeys(event.target.checked)}>
            不在输入框时，单个字母和数字键直接起作用
          </Checkbox>
        </dd>
        <dt>另开窗口</dt>
        <dd>
          {panels.map(({ id, title }) => (
            <ActionButton key={id} onPress={() => openPanelWindow(id)}>
              {title}
            </ActionButton>
          ))}
          <span className={styles.note}>放到第二块屏上，选中的事件和队伍两边一致</span>
        </dd>
        <dt>面板大小</dt>
        <dd>
          <ActionButton onPress={() => adopt({ sizes: {} })}>恢复原来的大小</ActionButton>
          <span className={styles.note}>也可在面板边线上双击</span>
        </dd>
      </dl>
    </Panel>
  )
}
