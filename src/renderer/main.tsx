import { createRoot } from 'react-dom/client'
import { ConnectionPage } from './ConnectionPage.tsx'
import { keepConnected } from './connection.ts'

const place = document.getElementById('root')
if (!place) throw new Error('the page has no #root')
void keepConnected()
createRoot(place).render(<ConnectionPage />)
