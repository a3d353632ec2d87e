'use client'

import { useState } from 'react'
import { Checkbox, FieldError } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import { AddRelease, type ReleaseTerms } from '../../../releases/_components/add-release'
import type { EditWords, ReleaseWords } from './edit-words'

export type Release = { id: string; kind: 'model' | 'property'; subject: string }

type Props = {
  releases: readonly Release[]
  attached: readonly string[]
  error?: string
  isWanted: boolean
  words: EditWords
  releaseWords: ReleaseWords
  terms: ReleaseTerms
  locale: Locale
  allHref: string
  onAdded: (release: Release) => void
}

/** The photographer's releases, ticked where they belong to this photo; a new one is ticked as soon as it is there. */
export function ReleasesField({ releases, attached, error, isWanted, words, releaseWords, terms, locale, allHref, onAdded }: Props) {
  const [added, setAdded] = useState<string[]>([])
  const isTicked = (id: string) => attached.includes(id) || added.includes(id)
  const sorted = releases.toSorted((a, b) => Number(attached.includes(b.id)) - Number(attached.includes(a.id)))
  return (
    <details id="releases" open={isWanted || attached.length > 0} className="group my-2 border-y border-line">
      <summary className="flex min-h-13 items-center justify-between gap-3 font-semibold">
        {words.releases}
        <Icon name="chevron-down" className="group-open:rotate-180" />
      </summary>
      <div className="grid gap-3 pb-5">
        <p className="text-muted">{words.releasesHint}</p>
        <input type="hidden" name="releaseIds[]" value="" />
        {sorted.length === 0 && <p>{words.releasesNone}</p>}
        {sorted.length > 0 && (
          <div className="max-h-72 overflow-auto">
            {sorted.map(({ id, kind, subject }) => (
              <Checkbox
                key={`${id} ${isTicked(id)}`}
                id={`release-${id}`}
                name="releaseIds[]"
                value={id}
                defaultChecked={isTicked(id)}
                label={subject}
                hint={releaseWords.names[kind]}
              />
            ))}
          </div>
        )}
        {error && <FieldError>{error}</FieldError>}
        <AddRelease
          words={releaseWords}
          locale={locale}
          terms={terms}
          onAdded={(release) => {
            setAdded((now) => [...now, release.id])
            onAdded(release)
          }}
        />
        <a href={allHref} className="link inline-flex min-h-11 items-center">
          {words.releasesAll}
        </a>
      </div>
    </details>
  )
}
