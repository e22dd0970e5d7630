import { createRoot } from 'react-dom/client'
import { keepConnected } from './connection.ts'
import { App } from './frame/App.tsx'

const place = document.getElementById('root')
if (!place) throw new Error('the page has no #root')
void keepConnected()
createRoot(place).render(<App />)
