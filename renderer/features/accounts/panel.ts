// The accounts section of the settings, apart from what the first frame needs.
export { AccountsPanel } from './accounts-panel'
