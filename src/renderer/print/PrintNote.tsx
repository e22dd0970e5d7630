import { describeError } from '../ui/describe-error.ts'
import type { Made } from './use-print.ts'
import styles from './Print.module.css'

/** One line: being made, made, or not made and why. */
export function PrintNote({ print: { busy, done, error } }: { readonly print: Made }) {
  return (
    <p className={styles.note} role="status">
      {busy && '正在生成文件…'}
      {!busy && error !== undefined && (
        <span className={styles.bad}>没有生成。{describeError(error)}</span>
      )}
      {!busy && error === undefined && done !== undefined && (
        <span className={styles.good}>
          ✓ 已生成 {done.name}
          {done.lines === undefined ? '' : `（${done.lines} 条）`}，已开始下载。
        </span>
      )}
    </p>
  )
}
