import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '@/components/layout/sign-in-form'
import { Logo } from '@/components/ui/logo'
import { currentUser } from '@/lib/server/auth/current-user'
import { signIn } from './actions'

export const metadata: Metadata = { title: 'Sign in' }

interface PageProps {
  searchParams: Promise<{ token?: string | string[] }>
}

export default async function Page({ searchParams }: PageProps) {
  if (await currentUser()) redirect('/projects')
  const { token } = await searchParams
  return (
    <main className="lone">
      <div className="col gap-4">
        <div className="row">
          <Logo />
          <h1 className="title">Plumbline</h1>
        </div>
        <SignInForm token={typeof token === 'string' ? token : ''} action={signIn} />
      </div>
    </main>
  )
}
