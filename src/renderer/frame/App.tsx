import '@fontsource-variable/noto-sans-sc/index.css'
import '../ui/tokens.css'
import '../ui/base.css'
import type { ReactNode } from 'react'
import { App as AntApp, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { QueryClientProvider } from '@tanstack/react-query'
import { queryClient } from '../client.ts'
import { cspNonce } from '../csp-nonce.ts'
import { useScale, useTheme } from '../ui/layout-store.ts'
import { consoleTheme } from '../ui/theme.ts'
import { Gate } from './Gate.tsx'
import { ScreenBoundary } from './ScreenBoundary.tsx'
import { useLookOfPage } from './use-look-of-page.ts'

const nonce = cspNonce()
const csp = nonce === undefined ? {} : { csp: { nonce } }

/** Language, theme, type size and the policy's nonce for every Ant Design part. */
function Look({ children }: { readonly children: ReactNode }) {
  const theme = useTheme()
  const scale = useScale()
  useLookOfPage(theme, scale)
  return (
    <ConfigProvider
      {...csp}
      locale={zhCN}
      theme={consoleTheme(theme, scale)}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <AntApp message={{ maxCount: 3 }} className="console">
        {children}
      </AntApp>
    </ConfigProvider>
  )
}

/** The page: providers around the gate that decides between sign-in and the frame. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Look>
        <ScreenBoundary title="调度台">
          <Gate />
        </ScreenBoundary>
      </Look>
    </QueryClientProvider>
  )
}
