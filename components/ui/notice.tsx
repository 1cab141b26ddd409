import { CircleAlert, CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export type NoticeTone = 'plain' | 'acc' | 'ok' | 'warn' | 'bad'

const icons = {
  plain: <Info className="i" />,
  acc: <CircleAlert className="i" />,
  ok: <CircleCheck className="i" />,
  warn: <TriangleAlert className="i" />,
  bad: <CircleX className="i" />,
}

interface NoticeProps {
  tone?: NoticeTone
  title: ReactNode
  /** In place of the tone's icon. */
  icon?: ReactNode
  /** At the right of the title. */
  aside?: ReactNode
  /** At most two buttons. */
  actions?: ReactNode
  children?: ReactNode
}

/** Something to know where it applies. Red ones are announced at once, others politely. */
export function Notice({ tone = 'plain', title, icon, aside, actions, children }: NoticeProps) {
  return (
    <div className={`note ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {icon ?? icons[tone]}
      <div className="grow">
        <div className="row items-start">
          <span className="b grow">{title}</span>
          {aside}
        </div>
        {children && <div className="s12 t2 note-text">{children}</div>}
        {actions && <div className="row g6 wrap mt-2">{actions}</div>}
      </div>
    </div>
  )
}
