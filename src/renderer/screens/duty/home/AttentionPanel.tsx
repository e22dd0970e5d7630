import { useNavigation } from '../../../frame/navigation.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { classes } from '../../../ui/classes.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { EmptyState, LoadingState } from '../../../ui/states.tsx'
import type { Attention } from './attention.ts'
import styles from './Home.module.css'

/** 要留意: what is missing, broken or waiting, and the way to it. */
export function AttentionPanel({
  attention,
  error,
  pending,
}: {
  readonly attention: readonly Attention[]
  readonly error: unknown
  readonly pending: boolean
}) {
  const goTo = useNavigation((navigation) => navigation.goTo)
  return (
    <Panel title={`要留意 ${attention.length}`}>
      <ProblemNote error={error} before="有的没有读到：" />
      {pending && <LoadingState what="值班情况" />}
      {!pending && attention.length === 0 && error == null && (
        <EmptyState title="没有要留意的" hint="缺岗、没印发的值班表、待批的换班会列在这里。" />
      )}
      {attention.map(({ key, words, tone, part }) => (
        <div key={key} className={classes(styles.attention, styles[tone])}>
          <span>{words}</span>
          <ActionButton name={`去看：${words}`} onPress={() => goTo('duty', part)}>
            去看
          </ActionButton>
        </div>
      ))}
    </Panel>
  )
}
