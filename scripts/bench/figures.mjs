// Arithmetic of the bench, and what it knows of processes on Linux. Measures nothing by itself.
import { readFile, readdir } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

/** The value below which `share` (0 to 1) of the values lie. NaN without values. */
export const quantile = (values, share) => {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values) => {
  const sorted = values.toSorted((left, right) => left - right)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2
}

export const round = (value, digits = 2) => Number(value.toFixed(digits))

/** Parent of each process: pid → parent's pid. */
const parents = async () => {
  const found = new Map()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/u.test(name)) continue
    const text = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    // The command's name is in parentheses and may hold anything; the fields follow the last one.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    if (text) found.set(Number(name), Number(fields[1]))
  }
  return found
}

/** The process and all that descend from it. */
export const processTree = async (pid) => {
  const parentOf = await parents()
  const tree = new Set([pid])
  for (let grown = true; grown;) {
    grown = false
    for (const [child, parent] of parentOf) {
      if (!tree.has(parent) || tree.has(child)) continue
      tree.add(child)
      grown = true
    }
  }
  return [...tree]
}

/** Whether a process below `pid` has this text in its command line. */
export const hasDescendant = async (pid, text) => {
  const lines = await Promise.all(
    (await processTree(pid)).map((one) => readFile(`/proc/${one}/cmdline`, 'utf8').catch(() => '')),
  )
  return lines.some((line) => line.replaceAll('\0', ' ').includes(text))
}

/** Proportional set size of a whole process tree, in MB. */
export const treeMemoryMb = async (pid) => {
  let kilobytes = 0
  for (const one of await processTree(pid)) {
    const text = await readFile(`/proc/${one}/smaps_rollup`, 'utf8').catch(() => '')
    kilobytes += Number(/^Pss:\s+(\d+) kB/mu.exec(text)?.[1] ?? 0)
  }
  return kilobytes / 1024
}

/** Reads the tree's memory once it has stopped moving by more than 1 % a second; gives up waiting after 15 s. */
export const settledMemoryMb = async (pid) => {
  let last = await treeMemoryMb(pid)
  for (let tries = 0; tries < 15; tries += 1) {
    await delay(1000)
    const now = await treeMemoryMb(pid)
    if (Math.abs(now - last) < last * 0.01) return now
    last = now
  }
  return last
}

/** Linux counts processor time in ticks of 10 ms (USER_HZ is 100 on every platform that we build for). */
const tickMs = 10

/** Processor time that one process (not its children) has used, in milliseconds. */
export const processorMs = async (pid) => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tickMs
}
