import { PrinterOutlined } from '@ant-design/icons'
import { ActionButton } from '../../ui/ActionButton.tsx'
import styles from './FirstStartScreen.module.css'

/** Shown once: what is lost here can only be replaced by a new code. */
export function RecoveryStep({ code }: { readonly code: string | undefined }) {
  if (code === undefined) {
    return <p>恢复码只在建立管理员账号时显示一次。需要新的，请在「设置 · 本机」里重新生成。</p>
  }
  return (
    <div className={styles.sheet}>
      <p>
        没有人能登录时，凭这个码可以立即以值班岗位登录，并发出告警、留下记录。请打印或抄写后装入信封密封，交带班领导保管。
      </p>
      <output className={styles.code} aria-label="恢复码">
        {code}
      </output>
      <div className={styles.print}>
        <ActionButton onPress={() => window.print()}>
          <PrinterOutlined /> 打印
        </ActionButton>
        <span className={styles.note}>首次启动完成后不再显示</span>
      </div>
    </div>
  )
}
