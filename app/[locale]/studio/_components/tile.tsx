import type { CSSProperties, ReactNode } from 'react'

type Props = {
  widthPx: number
  heightPx: number
  title: string
  titleLang?: string
  href: string | null
  picture: ReactNode
  status: ReactNode
  actions?: ReactNode
  /** A tick box in the picture's corner, for photos one can choose. */
  check?: ReactNode
}

/** One frame of the contact sheet. Its width grows with its proportions, so that a row of frames fills the line at one height, uncropped. */
export function Tile({ widthPx, heightPx, title, titleLang, href, picture, status, actions, check }: Props) {
  const ratio = Math.min(3.2, Math.max(0.5, widthPx / heightPx)) // Beyond these the picture is fitted, not the row broken.
  return (
    <li className="frame relative min-w-0" style={{ '--ratio': ratio } as CSSProperties}>
      <div className="frame-picture relative overflow-hidden rounded-photo bg-wash">{picture}</div>
      <div className="frame-caption mt-1.5 grid grid-cols-[1fr_auto] gap-x-2 text-sm leading-5">
        <p className="truncate font-semibold" lang={titleLang}>
          {href ? (
            <a
              href={href}
              className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-[2px] focus-visible:after:outline-3 focus-visible:after:outline-offset-3 focus-visible:after:outline-indigo"
            >
              {title}
            </a>
          ) : (
            title
          )}
        </p>
        <div className="col-span-2 min-w-0 text-muted">{status}</div>
      </div>
      {check}
      {actions && <div className="absolute right-1.5 top-1.5 z-10 flex gap-1.5">{actions}</div>}
    </li>
  )
}
