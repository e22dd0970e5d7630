import { useState } from 'react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { jobSteps, percentOf } from './basemap-words.ts'
import section from '../Section.module.css'
import styles from './Basemaps.module.css'

/** How far the pack is that is being built, and how the last one ended. */
export function JobPanel() {
  const job = useQuery(queries.basemaps.job.queryOptions()).data
  const [seen, setSeen] = useState<string>()
  const cancel = useMutation(queries.basemaps.cancelBuild.mutationOptions())
  if (!job || job.id === seen) return null
  if (job.state === 'running') {
    const percent = percentOf(job)
    return (
      <div className={styles.job} role="status">
        <span>
          正在制作“{job.name}”：{jobSteps[job.step]} {percent}%
        </span>
        <progress max={100} value={percent} aria-label={`制作“${job.name}”的进度`} />
        <div className={styles.file}>
          <ActionButton busy={cancel.isPending} onPress={() => cancel.mutate({ job: job.id })}>
            停止制作
          </ActionButton>
          {cancel.error !== null && (
            <span className={section.bad}>{describeError(cancel.error)}</span>
          )}
        </div>
      </div>
    )
  }
  return (
    <div className={styles.job} role="status">
      <span className={job.state === 'done' ? section.good : section.worry}>{job.sentence}</span>
      <div className={styles.file}>
        <ActionButton onPress={() => setSeen(job.id)}>知道了</ActionButton>
      </div>
    </div>
  )
}
