// Projects: the list in the sidebar, the welcome without any, dropping a folder.
export { DropFolder } from './drop-folder'
export { ProjectList } from './project-list'
export { useOpenRows } from './open-rows'
export { Welcome } from './welcome'
