// One setting, as the kit draws it.
export { SettingRow } from '../../kit'
