import './portfolio-head.css'
import { Icon } from './ui/icon'
import { Words } from './ui/words'

/** A watermarked picture as plain data: `placeholder` is what stands there until it has come. */
export type CoverPicture = { src: string; srcSet: string; title: string; widthPx: number; heightPx: number; placeholder?: string }

export type PortfolioHeadProps = {
  name: string
  place: string
  bio: string
  bioLang?: string
  cover: CoverPicture | null
  link: { href: string; label: string } | null
  stats: readonly { figure: string; label: string; note?: string }[]
  /** A preview stands under a page's own heading. */
  as?: 'h1' | 'p'
  sizes: string
}

/**
 * The head of a photographer's page. It looks at the room it has, not at the window, so that the studio's preview is the page itself, small:
 * in narrow room the picture, then the words; in wide room side by side.
 */
export function PortfolioHead({ name, place, bio, bioLang, cover, link, stats, as: Name = 'h1', sizes }: PortfolioHeadProps) {
  return (
    <div className="portfolio">
      <div className="portfolio-head">
        {cover && (
          <img
            src={cover.src}
            srcSet={cover.srcSet}
            sizes={sizes}
            width={cover.widthPx}
            height={cover.heightPx}
            alt={cover.title}
            fetchPriority="high"
            className="portfolio-cover bg-wash bg-cover"
            style={{ backgroundImage: cover.placeholder && `url(${cover.placeholder})` }}
          />
        )}
        <div className="portfolio-words">
          <Name className="display-40 break-words">
            <Words>{name}</Words>
          </Name>
          <p className="mt-2 text-lg text-muted">{place}</p>
          {bio && (
            <p lang={bioLang} className="mt-5 max-w-[34em] text-lg break-words whitespace-pre-line">
              {bio}
            </p>
          )}
          {link && (
            <a href={link.href} rel="me nofollow ugc noopener" className="link mt-2 inline-flex min-h-11 max-w-full items-center gap-1.5">
              <span className="truncate">{link.label}</span>
              <Icon name="arrow-up-right" size={18} />
            </a>
          )}
          {stats.length > 0 && (
            <dl className="portfolio-stats">
              {stats.map(({ figure, label, note }) => (
                <div key={label} className="flex flex-col">
                  <dt className="text-muted">
                    {label}
                    {note && <span className="block">{note}</span>}
                  </dt>
                  <dd className="figure order-first text-2xl">
                    <Words>{figure}</Words>
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      </div>
    </div>
  )
}
