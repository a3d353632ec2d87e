'use client'

import { useRouter } from 'next/navigation'
import type { Locale } from '@/lib/actor'
import type { ReleaseWords } from '../../photos/[id]/_components/edit-words'
import { AddRelease, type ReleaseTerms } from './add-release'

/** A new release, after which the list is read again. */
export function NewRelease({ words, locale, terms }: { words: ReleaseWords; locale: Locale; terms: ReleaseTerms }) {
  const router = useRouter()
  return <AddRelease words={words} locale={locale} terms={terms} onAdded={() => router.refresh()} />
}
