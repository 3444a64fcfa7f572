// Starts the window: styles, the first frame and, at the same time, the stores. Holds no logic.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { DeckError } from '../preload/contract/result'
import { App } from './app'
import { startStores } from './stores/app/start'
import './styles/main.css'

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')
const root = createRoot(place)

function draw(startProblem: DeckError | null): void {
  root.render(
    <StrictMode>
      <App startProblem={startProblem} />
    </StrictMode>,
  )
}

draw(null)
void startStores().then((started) => {
  if (!started.ok) draw(started.error)
})
