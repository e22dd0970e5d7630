import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { CheckOutlined } from '@ant-design/icons'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { classes } from '../../ui/classes.ts'
import { Panel } from '../../ui/Panel.tsx'
import { AdministratorStep } from './AdministratorStep.tsx'
import { CountyStep } from './CountyStep.tsx'
import { DiskStep } from './DiskStep.tsx'
import { GatewayStep } from './GatewayStep.tsx'
import { RecoveryStep } from './RecoveryStep.tsx'
import { steps, type StepKey } from './steps.ts'
import styles from './FirstStartScreen.module.css'

/** 首次启动: only the administrator is required; everything else can be done later in 设置. */
export function FirstStartScreen({ onDone }: { readonly onDone: () => void }) {
  const [at, setAt] = useState(0)
  const [done, setDone] = useState<ReadonlySet<StepKey>>(new Set())
  const [recoveryCode, setRecoveryCode] = useState<string>()
  const people = useQuery(queries.people.state.queryOptions())
  const step = steps[at] ?? steps[0]
  const hasAdministrator = people.data?.needsFirstStart === false
  const last = at === steps.length - 1

  const next = (finished: boolean) => {
    if (finished) setDone(new Set([...done, step.key]))
    if (last) onDone()
    else setAt(at + 1)
  }
  return (
    <div className={styles.place}>
      <Panel
        title="首次启动"
        extra={
          <span className={styles.count}>
            {at + 1} / {steps.length}
          </span>
        }
        footer="除管理员账号外每一步都可跳过，以后在「设置」里补"
        className={styles.steps}
      >
        <ol>
          {steps.map(({ key, title, hint }, index) => (
            <li
              key={key}
              className={classes(styles.step, index === at && styles.current)}
              aria-current={index === at ? 'step' : undefined}
            >
              <span className={classes(styles.number, done.has(key) && styles.done)}>
                {done.has(key) ? <CheckOutlined /> : index + 1}
              </span>
              <span>
                <span className={styles.title}>{title}</span>
                <span className={styles.hint}>{hint}</span>
              </span>
            </li>
          ))}
        </ol>
      </Panel>
      <Panel title={`${at + 1}　${step.title}`} className={styles.work} fixed>
        {step.key === 'administrator' && !hasAdministrator ? (
          <AdministratorStep
            onDone={(code) => {
              setRecoveryCode(code)
              next(true)
            }}
            onBack={() => setAt(at - 1)}
          />
        ) : (
          <>
            <div className={styles.body}>
              {step.key === 'county' && <CountyStep />}
              {step.key === 'administrator' && <p>系统管理员已经建好。</p>}
              {step.key === 'recovery' && <RecoveryStep code={recoveryCode} />}
              {step.key === 'disk' && <DiskStep />}
              {step.key === 'gateways' && <GatewayStep />}
              {step.key === 'done' && (
                <p>可以开始值班。人员、网关、副本盘和外观以后都在「设置」里改。</p>
              )}
            </div>
            <div className={styles.actions}>
              {at > 0 && (
                <ActionButton hotkey="Alt+ArrowLeft" onPress={() => setAt(at - 1)}>
                  上一步
                </ActionButton>
              )}
              <span className={styles.grow} />
              {step.skippable && (
                <ActionButton kind="quiet" onPress={() => next(false)}>
                  跳过
                </ActionButton>
              )}
              <ActionButton kind="primary" hotkey="Enter" onPress={() => next(true)}>
                {last ? '开始值班' : step.key === 'recovery' ? '已抄好或打印' : '下一步'}
              </ActionButton>
            </div>
          </>
        )}
      </Panel>
    </div>
  )
}
