export const AT_ONCE = 200

/** What was dropped or chosen: files to send, how many of a folder are none, how many are too many at once. */
export type Chosen = { files: File[]; others: number; tooMany: number }

const isPicture = ({ name }: { name: string }) => /\.(jpe?g|png)$/i.test(name)
const isHidden = ({ name }: { name: string }) => name.startsWith('.') || /^(thumbs\.db|desktop\.ini)$/i.test(name)

/** Files named one by one are all taken, so that a wrong one is told why; of a folder only what is called a picture. */
export function choose(named: File[], inFolders: File[] = []): Chosen {
  const seen = inFolders.filter((file) => !isHidden(file))
  const pictures = [...named, ...seen.filter(isPicture)]
  return { files: pictures.slice(0, AT_ONCE), others: seen.length - seen.filter(isPicture).length, tooMany: Math.max(0, pictures.length - AT_ONCE) }
}

/** Everything in a drop, folders gone through to the end. Called before the drop event is over: its items do not outlive it. */
export async function filesOfDrop(data: DataTransfer): Promise<Chosen> {
  const [named, inFolders] = [[] as File[], [] as File[]]
  let unreadable = 0
  const dropped = [...data.items].filter(({ kind }) => kind === 'file').map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }))
  for (const { entry, file } of dropped) {
    if (entry?.isDirectory) {
      for await (const under of filesUnder(entry as FileSystemDirectoryEntry)) {
        if (under) inFolders.push(under)
        else unreadable += 1
      }
    } else if (file) named.push(file)
  }
  const chosen = choose(named, inFolders)
  return { ...chosen, others: chosen.others + unreadable }
}

/** What cannot be opened, a file or a folder, must not take the rest of the drop with it: null stands for it. */
const orNull = <T>(ask: (done: (found: T) => void, fail: () => void) => void) => new Promise<T | null>((done) => ask(done, () => done(null)))

async function* filesUnder(folder: FileSystemDirectoryEntry): AsyncGenerator<File | null> {
  const reader = folder.createReader()
  for (;;) {
    const entries = await orNull<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail)) // A hundred at a time, then none.
    if (!entries) yield null
    if (!entries?.length) return
    for (const entry of entries) {
      if (entry.isFile) yield await orNull<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail))
      else yield* filesUnder(entry as FileSystemDirectoryEntry)
    }
  }
}
