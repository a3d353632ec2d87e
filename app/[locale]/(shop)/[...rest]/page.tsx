import { notFound } from 'next/navigation'

/** Any address nothing else answers: the page of not-found.tsx, in the reader's language. */
export default function NoSuchPage() {
  notFound()
}
