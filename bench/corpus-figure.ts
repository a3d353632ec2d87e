import { closeExiftool } from '@/lib/metadata/exiftool'
import { mutatedFiles, realPhotos, tryCorpus } from './corpus'
import { atMost, type Measure } from './measure'

const FILES = 3_000

/** Faults met over all real photos and 3 000 damaged files: processes lost or stopped, errors that are no refusal, refusals without words, pictures that tell too much. */
export async function measureCorpus(say: (line: string) => void): Promise<Measure[]> {
  const photos = await realPhotos()
  const { files, drawn, refused, faults } = await tryCorpus([...photos, ...(await mutatedFiles(FILES))])
  await closeExiftool()
  for (const fault of faults) say(`  ${fault}`)
  const reasons = Object.entries(refused).map(([key, count]) => `${key} ${count}`)
  return [atMost('ingest.corpus', faults.length, 'faults', 0, `${files} files (${photos.length} photos): ${drawn} taken; refused: ${reasons.join(', ')}`)]
}
