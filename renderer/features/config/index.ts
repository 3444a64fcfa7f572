// A project's configuration: keys, layers, files as text.
export { AllHomes } from './all-homes'
export { configurationId, ConfigurationSection } from './configuration-section'
export { ConflictDialog } from './conflict-dialog'
export { FileEditor, type FileEditorProps } from './file-editor'
export { WriteReport } from './write-report'
