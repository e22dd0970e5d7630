import { DisconnectOutlined } from '@ant-design/icons'
import { useConnection } from '../client.ts'
import { Age } from '../ui/Age.tsx'
import styles from './Banner.module.css'

/** Over everything while there is no console behind the page: what is shown is old, nothing is saved. */
export function Banner() {
  const connection = useConnection()
  if (connection.kind === 'live') return null
  const reason = 'reason' in connection ? connection.reason : ''
  return (
    <div className={styles.banner} role="alert">
      <DisconnectOutlined />
      <b>
        与调度台主机断开 <Age sinceMs={connection.since} />
      </b>
      <span>画面是断开前的内容；现在写的不会保存，草稿留在输入框里。正在自动重连。</span>
      <span className={styles.reason}>{reason}</span>
    </div>
  )
}
